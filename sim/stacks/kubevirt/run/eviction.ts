import type { RunDecision } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import { namespaceOf, type VirtualMachineInstance } from '../vmi.js';
import { isFinal, type VmiStatus } from './status.js';

/** Answer to an eviction, and whether the guest is marked for evacuation. */
export type EvictionAnswer = Pick<RunDecision, 'next'> & Required<Pick<RunDecision, 'answer'>> & { readonly marked: boolean };

/**
 * Answer to somebody who evicts the launcher pod, which is what draining a node does. A marked guest is moved by somebody else, so
 * the request is always denied with 429 and asked again later.
 * Source: KubeVirt v1.9 `pod-eviction-admitter.go`.
 */
export function evictionAnswer(vmi: VirtualMachineInstance, status: VmiStatus, choices: Choices): EvictionAnswer {
  const migratable = status.conditions?.some(({ type, status: is }) => type === 'LiveMigratable' && is === 'True') === true;
  if (isFinal(status)) return allowed;
  switch (vmi.spec.evictionStrategy) {
    case 'LiveMigrate':
      if (migratable) return marked(vmi, status, 'migrate');
      return choices.deniesHopelessEviction ? denied(notMigratable(vmi)) : allowed;
    case 'LiveMigrateIfPossible':
      return migratable ? marked(vmi, status, 'migrate') : allowed;
    case 'External':
      return marked(vmi, status, 'nothing');
    default:
      return allowed;
  }
}

/** The pod is deleted, which ends the guest. */
const allowed: EvictionAnswer = { next: 'stop', marked: false, answer: { allowed: true } };

function marked(vmi: VirtualMachineInstance, status: VmiStatus, next: 'migrate' | 'nothing'): EvictionAnswer {
  const evacuation = `Eviction triggered evacuation of VMI "${namespaceOf(vmi)}/${vmi.metadata.name}"`;
  if (status.evacuationNodeName !== undefined) return denied(`Evacuation in progress: ${evacuation}`);
  return { ...denied(evacuation), next, marked: true };
}

function denied(message: string): EvictionAnswer {
  return { next: 'nothing', marked: false, answer: { allowed: false, httpCode: 429, message } };
}

function notMigratable({ metadata }: VirtualMachineInstance): string {
  return `VMI ${metadata.name} is configured with an eviction strategy but is not live-migratable`;
}
