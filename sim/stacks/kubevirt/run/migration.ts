import type { RunDecision } from '../../../contracts/subject.js';
import { conditionOf } from './conditions.js';
import { denied, granted } from './decision.js';
import { liveMigratable } from './live-migratable.js';
import type { Situation } from './situation.js';
import { isFinal } from './status.js';

/**
 * Answer to somebody who creates a migration. Refused for a guest that cannot move, in the words of its LiveMigratable condition,
 * whether or not the node agent has written that condition yet.
 * Source: KubeVirt v1.9 `migration-create-admitter.go`.
 */
export function migrationAnswer({ vmi, status, choices }: Situation): RunDecision {
  if (isFinal(status)) return denied(status, invalid('Cannot migrate VMI in finalized state.'));
  const written = conditionOf(status.conditions, 'LiveMigratable');
  const condition = written ?? (choices.refusesMigrationBeforeFirstStatus ? liveMigratable(vmi, choices) : undefined);
  if (condition?.status === 'False') {
    return denied(status, invalid(`Cannot migrate VMI, Reason: ${condition.reason}, Message: ${condition.message}`));
  }
  return granted(status, 'migrate', 201);
}

function invalid(message: string): { readonly httpCode: number; readonly message: string } {
  return { httpCode: 400, message };
}
