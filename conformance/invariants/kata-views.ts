import type { Evidence } from '../../sim/contracts/evidence.js';
import { type KataReplay, kataReplay } from '../model/kata-replay.js';

/** Everything the judges of Kata look at, worked out once per case however many judges ask. */
export function lookAtKata(evidence: Evidence): KataReplay {
  const known = replays.get(evidence);
  if (known !== undefined) return known;
  const fresh = kataReplay(evidence);
  replays.set(evidence, fresh);
  return fresh;
}

const replays = new WeakMap<Evidence, KataReplay>();
