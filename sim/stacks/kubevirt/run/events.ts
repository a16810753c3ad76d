import type { RunDecision } from '../../../contracts/subject.js';
import type { Condition } from './conditions.js';

/** One event about a guest. */
export type GuestEvent = NonNullable<RunDecision['events']>[number];

/** The guest runs. Source of this and the next two: KubeVirt v1.9 `pkg/virt-handler/{controller,vm}.go` (recordPhaseChangeEvent). */
export const startedEvent: GuestEvent = { type: 'Normal', reason: 'Started', message: 'VirtualMachineInstance started.' };

/** The guest shut down. */
export const shutDownEvent: GuestEvent = {
  type: 'Normal',
  reason: 'Stopped',
  message: 'The VirtualMachineInstance was shut down.',
};

/** The guest failed. */
export const crashedEvent: GuestEvent = { type: 'Warning', reason: 'Stopped', message: 'The VirtualMachineInstance crashed.' };

/** A guest could not be brought to the wanted state. */
export function syncFailedEvent(message: string): GuestEvent {
  return { type: 'Warning', reason: 'SyncFailed', message };
}

/** The kubelet would not take the pod; it says so on the pod, in these words. */
export function kubeletRefusalEvent(reason: string, message: string): GuestEvent {
  return { type: 'Warning', reason, message };
}

/** A guest is lost with its node. Source: KubeVirt v1.9 `pkg/virt-controller/watch/node/node.go`. */
export function lostWithNodeEvent(node: string): GuestEvent {
  const message = `virt-handler on node ${node} is not responsive, marking VMI as failed`;
  return { type: 'Normal', reason: 'NodeUnresponsive', message };
}

/**
 * A guest insists on migrating and cannot, which is said at every look at it. Strategy `LiveMigrateIfPossible` does not insist.
 * Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (updateLiveMigrationConditions), `pkg/util/migrations/migrations.go`.
 */
export function hopelessStrategyEvents(strategy: string | undefined, migratable: Condition | undefined): readonly GuestEvent[] {
  if (strategy !== 'LiveMigrate' || migratable?.status !== 'False') return none;
  const message = `EvictionStrategy is set but vmi is not migratable; ${migratable.message}`;
  return [{ type: 'Warning', reason: 'Migrated', message }];
}

const none: readonly GuestEvent[] = [];
