import type { Evidence } from '../../sim/contracts/evidence.js';

/**
 * The executable judge of one requirement. It reads evidence and says what it checked; it never decides a verdict.
 *
 * @example
 * const judge: Invariant = {
 *   requirement: 'kubevirt/labels/value-is-true',
 *   judge(evidence, say) {
 *     for (const { event } of look(evidence).labellings) {
 *       say.check(isFine(event), event, () => `expected "true", found …`);
 *     }
 *   },
 * };
 */
export interface Invariant {
  /** Id in the catalogue; also the path of the judge's file below this folder. */
  readonly requirement: string;
  /** Looks at everything the requirement is about. Saying nothing means that the case did not contain it. */
  judge(evidence: Evidence, say: Say): void;
}

/** How a judge speaks. */
export interface Say {
  /**
   * Counts one real check, and records a finding when it does not hold. Only the first finding of a requirement in a case is
   * kept; `message` is not called for the others.
   *
   * @param event where it shows; its `step` is the index of the command, −1 before the first.
   * @param message one sentence: what was expected and what was found.
   */
  check(holds: boolean, event: { readonly step: number }, message: () => string): void;
}
