import type { AdmitCause } from '../../../contracts/subject.js';
import type { Json, JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { invalid, notSupported } from '../admit/cause.js';
import type { Choices } from '../choices.js';
import { type Related, relatedOf } from './related.js';

/** Kinds of objects that ask for a guest. */
const workloadKinds = [
  'VirtualMachineInstance',
  'VirtualMachine',
  'VirtualMachineInstanceReplicaSet',
  'VirtualMachinePool',
] as const;

/** One of the kinds that ask for a guest. */
export type WorkloadKind = (typeof workloadKinds)[number];

/** What was submitted: the object that asks for a guest, and the objects beside it. */
export interface Submission {
  readonly kind: WorkloadKind;
  readonly workload: JsonObject;
  readonly related: Related;
}

/**
 * Reads a request: one workload, or a `List` (`v1`) with one workload among its items. Other kinds of items are what a workload refers
 * to, or nothing to us.
 */
export function submissionOf(request: JsonObject, choices: Choices): Outcome<Submission, readonly AdmitCause[]> {
  if (request.kind !== 'List') return submitted(request, [], choices);
  const items = Array.isArray(request.items) ? (request.items as readonly Json[]).filter(isObject) : [];
  const workloads = items.filter(({ kind }) => isWorkload(kind));
  const [workload] = workloads;
  if (workload === undefined || workloads.length > 1) {
    return refused([invalid('items', `items must ask for one guest, found ${workloads.length}`)]);
  }
  return submitted(workload, items, choices);
}

function submitted(
  workload: JsonObject,
  items: readonly JsonObject[],
  choices: Choices,
): Outcome<Submission, readonly AdmitCause[]> {
  const { kind } = workload;
  if (!isWorkload(kind)) {
    const message = `kind ${JSON.stringify(kind)} asks for no guest; these do: ${workloadKinds.join(', ')}`;
    return refused([notSupported('kind', message)]);
  }
  const related = relatedOf(items, choices);
  return related.ok ? done({ kind, workload, related: related.value }) : related;
}

function isWorkload(kind: Json | undefined): kind is WorkloadKind {
  return workloadKinds.some((known) => known === kind);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
