import type { AdmitCause } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import { type Outcome, refused } from '../../../core/outcome.js';
import { instanceCauses } from '../admit/instance-shape.js';
import { metadataRules } from '../admit/metadata-rules.js';
import type { Choices } from '../choices.js';
import { vmiOf } from '../vmi.js';
import type { Derivation, DescribedInstance } from './described-instance.js';
import { machineInstance } from './machine.js';
import { poolInstance } from './pool.js';
import { replicaSetInstance } from './replica-set.js';
import { submissionOf, type WorkloadKind } from './submission.js';

/**
 * The instance that results from a request of any form, as its controller would create it: a replica set and a pool are followed with
 * one member. Refused with the causes that end an admission before its rules are asked.
 *
 * @param request without nulls; a workload, or a `List` of one with what it refers to.
 */
export function derivedInstance(request: JsonObject, choices: Choices): Outcome<DescribedInstance, readonly AdmitCause[]> {
  const submission = submissionOf(request, choices);
  if (!submission.ok) return submission;
  const { kind, workload, related } = submission.value;
  const derived = derivations[kind](workload, related, choices);
  const refers = related.instancetypes.size > 0 || related.preferences.size > 0;
  if (!derived.ok || !refers) return derived;
  const { value } = derived;
  return { ok: true, value: { ...value, warnings: [...related.warnings, ...value.warnings], referring: workload } };
}

const instanceItself: Derivation = (workload) => {
  const malformed = instanceCauses(workload);
  if (malformed.length > 0) return refused(malformed);
  const vmi = vmiOf(workload);
  const unnamed = metadataRules(vmi.metadata.name, vmi.metadata.namespace);
  if (unnamed.length > 0) return refused(unnamed);
  return { ok: true, value: { vmi, form: 'instance', at: 'spec', causes: [], warnings: [] } };
};

const derivations: Readonly<Record<WorkloadKind, Derivation>> = {
  VirtualMachineInstance: instanceItself,
  VirtualMachine: machineInstance,
  VirtualMachineInstanceReplicaSet: replicaSetInstance,
  VirtualMachinePool: poolInstance,
};
