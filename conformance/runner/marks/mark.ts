import type { Technology } from '../../../sim/contracts/protection.js';
import type { MachineTechnology } from '../machine-technologies.js';

/** One situation a run is expected to meet, and what it takes. */
export interface Mark {
  /** Stage, outcome, platform and fault, as far as each applies: `start/refused/snp/psp-error`. */
  readonly id: string;
  /** Some machine of the run must have this, or the situation cannot exist. */
  readonly needs?: MachineTechnology | 'any';
  /** The subject must know of this, or nobody asks it. */
  readonly knows?: Technology;
  /** Why meeting it cannot be expected of every run. */
  readonly rare?: string;
}

/** Ordinary marks of these names. */
export function named(...ids: readonly string[]): readonly Mark[] {
  return ids.map((id) => ({ id }));
}

/** Marks that take some confidential guest. */
export function confidential(...ids: readonly string[]): readonly Mark[] {
  return ids.map((id) => ({ id, needs: 'any' }));
}
