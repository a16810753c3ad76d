import type { AdmitCause } from '../../../contracts/subject.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { notFound } from '../admit/cause.js';
import type { Choices } from '../choices.js';
import { namespaceOf, type VirtualMachineInstance } from '../vmi.js';
import { withInstancetype } from './instancetype.js';
import { withPreference } from './preference.js';
import { type Related, referenceKey } from './related.js';

/** What a machine refers to. */
export interface References {
  readonly instancetype?: Reference;
  readonly preference?: Reference;
}

interface Reference {
  readonly name: string;
  /** The cluster-wide kind when absent. */
  readonly kind?: string;
}

/**
 * An instance after the instance type and then the preference of its machine were applied. Upstream admits a machine that refers to
 * something that is not there, and never starts it; here it is refused.
 * Source: KubeVirt v1.9 `pkg/instancetype/webhooks/vm/admitter.go` (ApplyToVM), `pkg/instancetype/annotations`.
 *
 * @param at path of the machine's spec in the submitted object.
 */
export function afterReferences(
  vmi: VirtualMachineInstance,
  { instancetype, preference }: References,
  at: string,
  related: Related,
  choices: Choices,
): Outcome<VirtualMachineInstance, readonly AdmitCause[]> {
  if (instancetype === undefined && preference === undefined) return done(vmi);
  const namespace = namespaceOf(vmi);
  const { kind = 'VirtualMachineClusterInstancetype' } = instancetype ?? {};
  const { kind: preferenceKind = 'VirtualMachineClusterPreference' } = preference ?? {};
  const type = instancetype && related.instancetypes.get(referenceKey(kind, namespace, instancetype.name));
  const preferred = preference && related.preferences.get(referenceKey(preferenceKind, namespace, preference.name));
  const absent: AdmitCause[] = [];
  if (instancetype !== undefined && type === undefined) absent.push(missing(`${at}.instancetype.name`, kind, instancetype.name));
  if (preference !== undefined && preferred === undefined) {
    absent.push(missing(`${at}.preference.name`, preferenceKind, preference.name));
  }
  if (absent.length > 0) return refused(absent);
  const sized = type === undefined ? done(vmi) : withInstancetype(vmi, type, preferred?.spec, `${at}.template`);
  if (!sized.ok || preferred === undefined) return sized;
  return done(withPreference(sized.value, preferred, choices));
}

/** In the API server's words. */
function missing(field: string, kind: string, name: string): AdmitCause {
  return notFound(field, `${kind.toLowerCase()}s.instancetype.kubevirt.io "${name}" not found`);
}
