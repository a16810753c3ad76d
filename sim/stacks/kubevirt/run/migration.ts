import type { RunDecision } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import type { VirtualMachineInstance } from '../vmi.js';
import { liveMigratable } from './live-migratable.js';
import { isFinal, type VmiStatus } from './status.js';

/**
 * Answer to somebody who creates a migration. Refused for a guest that cannot move, in the words of its LiveMigratable condition,
 * whether or not the node agent has written that condition yet.
 * Source: KubeVirt v1.9 `migration-create-admitter.go`.
 */
export function migrationAnswer(
  vmi: VirtualMachineInstance,
  status: VmiStatus,
  choices: Choices,
): Pick<RunDecision, 'next'> & Required<Pick<RunDecision, 'answer'>> {
  if (isFinal(status)) return refused('Cannot migrate VMI in finalized state.');
  const written = status.conditions?.find(({ type }) => type === 'LiveMigratable');
  const condition = written ?? (choices.refusesMigrationBeforeFirstStatus ? liveMigratable(vmi, choices) : undefined);
  if (condition?.status === 'False') {
    return refused(`Cannot migrate VMI, Reason: ${condition.reason}, Message: ${condition.message}`);
  }
  return { next: 'migrate', answer: { allowed: true, httpCode: 201 } };
}

function refused(message: string): ReturnType<typeof migrationAnswer> {
  return { next: 'nothing', answer: { allowed: false, httpCode: 400, message } };
}
