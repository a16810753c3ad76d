import type { RunDecision } from '../../../contracts/subject.js';
import type { Json, JsonObject } from '../../../core/json.js';
import { namespaceOf, type VirtualMachineInstance } from '../vmi.js';
import { conditionOf } from './conditions.js';
import { decided, denied, type Refusal } from './decision.js';
import type { Situation } from './situation.js';
import { isFinal, markedForEvacuation } from './status.js';

/**
 * Answer to somebody who evicts the launcher pod, which is what draining a node does. A marked guest is moved by somebody else, so
 * the request is always denied with 429 and asked again later.
 * Source: KubeVirt v1.9 `pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go`.
 *
 * @param eviction the `policy/v1` object as it was sent; a plain one when absent.
 */
export function evictionAnswer(situation: Situation, eviction?: JsonObject): RunDecision {
  const { vmi, status, choices } = situation;
  const migratable = conditionOf(status.conditions, 'LiveMigratable')?.status === 'True';
  if (isFinal(status)) return allowed(situation);
  switch (vmi.spec.evictionStrategy) {
    case 'LiveMigrate':
      if (migratable) return evacuation(situation, 'migrate', eviction);
      return choices.deniesHopelessEviction ? denied(status, tooMany(notMigratable(vmi))) : allowed(situation);
    case 'LiveMigrateIfPossible':
      return migratable ? evacuation(situation, 'migrate', eviction) : allowed(situation);
    case 'External':
      return evacuation(situation, 'nothing', eviction);
    default:
      return allowed(situation);
  }
}

/** The pod is deleted, which ends the guest. */
function allowed({ status }: Situation): RunDecision {
  return { ...decided(status, 'stop'), answer: { allowed: true } };
}

/** A trial run is told the same and marks nothing. */
function evacuation(
  { vmi, status, choices }: Situation,
  next: 'migrate' | 'nothing',
  eviction: JsonObject | undefined,
): RunDecision {
  const message = `Eviction triggered evacuation of VMI "${namespaceOf(vmi)}/${vmi.metadata.name}"`;
  if (status.evacuationNodeName !== undefined) return denied(status, tooMany(`Evacuation in progress: ${message}`));
  const problem = eviction === undefined ? undefined : unreadable(eviction);
  if (problem !== undefined && choices.deniesUnreadableEviction) return denied(status, tooMany(problem));
  const refusal = denied(status, tooMany(message));
  return isTrial(eviction) ? refusal : { ...refusal, ...decided(markedForEvacuation(status), next) };
}

function notMigratable({ metadata }: VirtualMachineInstance): string {
  return `VMI ${metadata.name} is configured with an eviction strategy but is not live-migratable`;
}

/** The eviction API's own way of saying "not now". */
function tooMany(message: string): Refusal {
  return { httpCode: 429, message };
}

/** Why Go cannot read the object as an Eviction, in the words of its `encoding/json`; undefined when it can. */
function unreadable(eviction: JsonObject): string | undefined {
  for (const [field, type] of Object.entries(memberTypes)) {
    const value = eviction[field];
    if (value === undefined || (typeof value === 'object' && !Array.isArray(value))) continue;
    const found = Array.isArray(value) ? 'array' : goKind(value);
    return `failed to parse the eviction object: json: cannot unmarshal ${found} into Go struct field Eviction.${field} of type ${type}`;
  }
  return undefined;
}

const memberTypes: Readonly<Record<string, string>> = { metadata: 'v1.ObjectMeta', deleteOptions: 'v1.DeleteOptions' };

function goKind(value: Json): string {
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function isTrial(eviction: JsonObject | undefined): boolean {
  const { deleteOptions } = eviction ?? {};
  const dryRun = typeof deleteOptions === 'object' && deleteOptions !== null ? (deleteOptions as JsonObject).dryRun : undefined;
  return Array.isArray(dryRun) && dryRun[0] === 'All';
}
