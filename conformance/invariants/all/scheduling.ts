import type { Invariant } from '../invariant.js';
import { heldOnce } from './scheduling/held-once.js';
import { othersLeaveRoom } from './scheduling/others-leave-room.js';
import { promisedOnce } from './scheduling/promised-once.js';

/** The judges of stacks that share hosts in `scheduling/`, in the order of the catalogue. */
export const allSchedulingInvariants: readonly Invariant[] = [promisedOnce, heldOnce, othersLeaveRoom];
