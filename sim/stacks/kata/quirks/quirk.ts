import type { ReleaseRange } from '../../releases.js';
import type { KataChoices } from '../choices.js';

/** A named deviation from the reference that can be switched on: a defect some release had, or one that any could have. */
export interface KataQuirk {
  /** Kebab-case, unique. */
  readonly name: string;
  /** What goes wrong, in one sentence. */
  readonly sentence: string;
  /** Releases of `kata` or `nfd` that behave like this; empty when none ever did (synthetic). */
  readonly releases: readonly ReleaseRange[];
  /** Where it is recorded: a commit, a file of a release. */
  readonly source: string;
  /** Requirement whose invariant must notice. */
  readonly killedBy: string;
  /** What a case must contain to show it; absent when an ordinary campaign does. */
  readonly needs?: string;
  /** The decisions taken differently: as data, or made from the choices before it where several quirks can touch the same one. */
  readonly choices: Partial<KataChoices> | ((before: KataChoices) => Partial<KataChoices>);
}
