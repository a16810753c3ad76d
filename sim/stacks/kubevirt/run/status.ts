import type { Happening } from '../../../contracts/subject.js';
import type { JsonObject } from '../../../core/json.js';
import type { Choices } from '../choices.js';
import type { VirtualMachineInstance } from '../vmi.js';
import {
  type Condition,
  evictionRequested,
  notSynchronized,
  paused,
  ready,
  unschedulable,
  withCondition,
  withoutCondition,
} from './conditions.js';
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
  /** What the machine it belongs to was asked to do with it: stop, and start again. */
  readonly stateChangeRequests?: readonly { readonly action: 'Stop' | 'Start' }[];
  /** What an agent with a memory of its own keeps of the platform's certificates; no release of today does. */
  readonly sevPlatformInfo?: JsonObject;
  readonly conditions?: readonly Condition[];
}

/** Is the guest over? Nothing but a new instance of its name can bring it back. */
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
export function placed(vmi: VirtualMachineInstance, nodeName: string, choices: Choices): VmiStatus {
  return { phase: 'Scheduled', nodeName, conditions: [ready.beforeGuest, ...migratability(vmi, choices)] };
}

/** The pod was bound to a node whose kubelet would not have it, so it has failed, and the guest with it. */
export function refusedByKubelet(before: VmiStatus, reason: string): VmiStatus {
  const conditions = withCondition(withoutCondition(before.conditions ?? [], 'PodScheduled'), ready.afterwards);
  return { phase: 'Failed', reason, conditions };
}

/** The guest runs, or stands still from the start. What was wrong before is forgotten; that it is to leave its node is not. */
export function started(
  vmi: VirtualMachineInstance,
  { evacuationNodeName }: VmiStatus,
  nodeName: string,
  isPaused: boolean,
  choices: Choices,
): VmiStatus {
  const conditions: Condition[] = [isPaused ? ready.whilePaused : ready.whileRunning, ...migratability(vmi, choices)];
  if (isPaused) conditions.push(paused);
  if (evacuationNodeName === undefined) return { phase: 'Running', nodeName, conditions };
  return { phase: 'Running', nodeName, evacuationNodeName, conditions: [...conditions, evictionRequested] };
}

/** The guest's CPUs were stopped, or go on. */
export function pausing(before: VmiStatus, isPaused: boolean): VmiStatus {
  const conditions = withCondition(before.conditions ?? [], isPaused ? ready.whilePaused : ready.whileRunning);
  return { ...before, conditions: isPaused ? withCondition(conditions, paused) : withoutCondition(conditions, 'Paused') };
}

/** The agent has looked at a guest that runs, or waits on its node, and found it changed in nothing but its request. */
export function lookedAt(vmi: VirtualMachineInstance, before: VmiStatus, choices: Choices): VmiStatus {
  return { ...before, conditions: migratability(vmi, choices).reduce(withCondition, before.conditions ?? []) };
}

/** Somebody is to move it off its node. */
export function markedForEvacuation(before: VmiStatus): VmiStatus {
  const { nodeName, conditions = [] } = before;
  return {
    ...before,
    ...(nodeName !== undefined && { evacuationNodeName: nodeName }),
    conditions: withCondition(conditions, evictionRequested),
  };
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

/**
 * It is over. A shutdown of what ran is a success; a crash, a node that went away and an end before the start are not, and what had
 * ended before stays as it was. Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (calculateVmPhaseForStatusReason).
 */
export function ended(before: VmiStatus, by: Extract<Happening, { what: 'stopped' }>['by'], choices: Choices): VmiStatus {
  const conditions = withCondition(withoutCondition(before.conditions ?? [], 'Paused'), ready.afterwards);
  const { nodeName } = before;
  if (isFinal(before)) return { ...before, conditions };
  const failed = by === 'host-reboot' || (by === 'crash' && choices.crashIsFailure) || before.phase !== 'Running';
  return {
    phase: failed ? 'Failed' : 'Succeeded',
    ...(nodeName !== undefined && { nodeName }),
    ...(by === 'host-reboot' && { reason: 'NodeUnresponsive' }),
    conditions,
  };
}

/** The node agent of its host is not responsive, and its pod is gone. */
export function lostWithNode(before: VmiStatus): VmiStatus {
  return { ...before, phase: 'Failed', reason: 'NodeUnresponsive' };
}

function migratability(vmi: VirtualMachineInstance, choices: Choices): readonly [Condition, Condition] {
  return [liveMigratable(vmi, choices), storageLiveMigratable(vmi, choices)];
}
