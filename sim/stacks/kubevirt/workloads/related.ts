import type { AdmitCause } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { Choices } from '../choices.js';
import { type Instancetype, instancetypeCauses, instancetypeWarnings } from './instancetype.js';
import { type Preference, preferenceCauses } from './preference.js';

/** The instance types and preferences that were submitted beside a workload. */
export interface Related {
  /** By kind, namespace (empty for cluster-wide kinds) and name. */
  readonly instancetypes: ReadonlyMap<string, Instancetype>;
  readonly preferences: ReadonlyMap<string, Preference>;
  /** What was said when they were accepted. */
  readonly warnings: readonly string[];
}

/** Reads them from the items of a list; refused when one of them is malformed. */
export function relatedOf(items: readonly JsonObject[], choices: Choices): Outcome<Related, readonly AdmitCause[]> {
  const instancetypes = new Map<string, Instancetype>();
  const preferences = new Map<string, Preference>();
  const warnings: string[] = [];
  const causes: AdmitCause[] = [];
  for (const item of items) {
    if (instancetypeKinds.includes(String(item.kind))) {
      const malformed = instancetypeCauses(item);
      causes.push(...malformed);
      if (malformed.length > 0) continue;
      const instancetype = item as unknown as Instancetype;
      instancetypes.set(keyOf(instancetype), instancetype);
      if (choices.instancetypeProtectionIsDeprecated) warnings.push(...instancetypeWarnings(instancetype));
    } else if (preferenceKinds.includes(String(item.kind))) {
      const malformed = preferenceCauses(item);
      causes.push(...malformed);
      if (malformed.length === 0) preferences.set(keyOf(item as unknown as Preference), item as unknown as Preference);
    }
  }
  return causes.length > 0 ? refused(causes) : done({ instancetypes, preferences, warnings });
}

/** A reference of a machine, with the kind it means when it names none. */
export function referenceKey(kind: string, namespace: string, name: string): string {
  return `${kind} ${isClusterWide(kind) ? '' : namespace} ${name}`;
}

const instancetypeKinds = ['VirtualMachineInstancetype', 'VirtualMachineClusterInstancetype'];
const preferenceKinds = ['VirtualMachinePreference', 'VirtualMachineClusterPreference'];

function keyOf({ kind, metadata }: Instancetype | Preference): string {
  return referenceKey(kind, metadata.namespace ?? 'default', metadata.name);
}

function isClusterWide(kind: string): boolean {
  return kind.startsWith('VirtualMachineCluster');
}
