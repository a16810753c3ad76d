import type { Choices } from '../choices.js';
import type { VirtualMachineInstance } from '../vmi.js';
import { type Condition, notSynchronized, paused, ready, unschedulable, withCondition, withoutCondition } from './conditions.js';
import { liveMigratable, storageLiveMigratable } from './live-migratable.js';

/**
 * The status of a VirtualMachineInstance, as far as its user minds. Phases run Pending → Scheduling → Scheduled → Running →
 * Succeeded or Failed; a pause is a condition.
 */
export interface VmiStatus {
  readonly phase: 'Pending' | 'Scheduling' | 'Scheduled' | 'Running' | 'Succeeded' | 'Failed';
  readonly nodeName?: string;
  readonly reason?: string;
  /** Set while somebody is expected to move the guest off this node. */
  readonly evacuationNodeName?: string;
  readonly conditions?: readonly Condition[];
}

/** Is it over? */
export function isFinal({ phase }: VmiStatus): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Accepted; there is no pod yet. */
export function admitted(): VmiStatus {
  return { phase: 'Pending', conditions: [ready.withoutPod] };
}

/** The pod exists, but no node takes it. */
export function unplaced(before: VmiStatus, message: string): VmiStatus {
  const conditions = withCondition(before.conditions ?? [], ready.beforeGuest);
  return { phase: 'Scheduling', conditions: withCondition(conditions, unschedulable(message)) };
}

/** The pod runs on a node, whose agent takes over and says at once whether the guest can ever leave. */
export function placed(vmi: VirtualMachineInstance, before: VmiStatus, nodeName: string, choices: Choices): VmiStatus {
  const conditions = withCondition(withoutCondition(before.conditions ?? [], 'PodScheduled'), ready.beforeGuest);
  return { phase: 'Scheduled', nodeName, conditions: withMigratability(vmi, conditions, choices) };
}

/** The guest runs, or stands still from the start. */
export function started(
  vmi: VirtualMachineInstance,
  before: VmiStatus,
  nodeName: string,
  isPaused: boolean,
  choices: Choices,
): VmiStatus {
  const settled = withoutCondition(withoutCondition(before.conditions ?? [], 'Synchronized'), 'Paused');
  const running = withCondition(settled, isPaused ? ready.whilePaused : ready.whileRunning);
  const conditions = withMigratability(vmi, running, choices);
  return { phase: 'Running', nodeName, conditions: isPaused ? withCondition(conditions, paused) : conditions };
}

/** It could not be started; without hope it has failed. */
export function unstarted(before: VmiStatus, hopeless: boolean, message: string): VmiStatus {
  const conditions = withCondition(before.conditions ?? [], notSynchronized(message));
  return { ...before, phase: hopeless ? 'Failed' : 'Scheduled', conditions };
}

/** It is to be deleted; one that no node has taken is over at once. */
export function deleted(before: VmiStatus): VmiStatus {
  return before.phase === 'Pending' || before.phase === 'Scheduling' ? { ...before, phase: 'Failed' } : before;
}

/** It is over. A shutdown is a success, a node that went away is not, and what had ended before stays as it was. */
export function ended(before: VmiStatus, by: 'user' | 'eviction' | 'host-reboot' | 'crash'): VmiStatus {
  const conditions = withCondition(withoutCondition(before.conditions ?? [], 'Paused'), ready.afterwards);
  const { nodeName } = before;
  if (isFinal(before)) return { ...before, conditions };
  return {
    phase: by === 'host-reboot' ? 'Failed' : 'Succeeded',
    ...(nodeName !== undefined && { nodeName }),
    ...(by === 'host-reboot' && { reason: 'NodeUnresponsive' }),
    conditions,
  };
}

function withMigratability(
  vmi: VirtualMachineInstance,
  conditions: readonly Condition[],
  choices: Choices,
): readonly Condition[] {
  return withCondition(withCondition(conditions, liveMigratable(vmi, choices)), storageLiveMigratable(vmi, choices));
}
