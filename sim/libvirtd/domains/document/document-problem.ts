import { refused } from '../../../core/outcome.js';
import type { FaultClass, FaultRaiser } from '../../faults.js';

/** Why libvirt does not take a domain document: class, detail and part of libvirt of the error. */
export interface DocumentProblem {
  readonly faultClass: FaultClass;
  readonly detail: string;
  readonly raiser: FaultRaiser;
}

/** A refusal with a {@link DocumentProblem}. */
export function problem(
  faultClass: FaultClass,
  detail: string,
  raiser: FaultRaiser = 'domain',
): { readonly ok: false; readonly reason: DocumentProblem } {
  return refused({ faultClass, detail, raiser });
}
