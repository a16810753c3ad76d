import { oncePerObject } from '../../sim/core/remembered.js';
import { kataReplay } from '../model/kata-replay.js';

/** Everything the judges of Kata look at, worked out once per case however many judges ask. */
export const lookAtKata = oncePerObject(kataReplay);
