import type { JsonObject } from '../../../core/json.js';
import type { Pod } from '../pod.js';

/** A condition of a pod. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason?: string;
  readonly message?: string;
}

/** State of one container. */
export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state: JsonObject;
}

/** Status of a pod as its user sees it. Source: Kubernetes 1.34 `pkg/apis/core/types.go` (PodStatus). */
export interface PodStatus {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly reason?: string;
  readonly message?: string;
  /** Node it is bound to. */
  readonly nodeName?: string;
  readonly conditions: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  /** The pod is being deleted. */
  readonly terminating?: true;
}

/** Accepted by the API server; nobody has looked for a node. */
export const accepted: PodStatus = { phase: 'Pending', conditions: [] };

/** No node takes it. */
export function unschedulable(message: string): PodStatus {
  return { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }] };
}

/** Bound to a node whose kubelet has taken it; its sandbox is being made. */
export function bound(pod: Pod, nodeName: string, before: Partial<PodStatus>): PodStatus {
  return {
    phase: 'Pending',
    nodeName,
    conditions: conditions('False', 'ContainersNotReady'),
    containerStatuses: waiting(pod, restartsOf(before)),
  };
}

/** Its sandbox and containers run. */
export function running(pod: Pod, nodeName: string, before: Partial<PodStatus>): PodStatus {
  const containerStatuses = pod.containers.map(({ name }) => {
    return { name, ready: true, restartCount: restartsOf(before), state: { running: {} } };
  });
  return { phase: 'Running', nodeName, conditions: conditions('True'), containerStatuses };
}

/** The kubelet would not have it; such a pod never comes back. */
export function rejected(reason: string, message: string): PodStatus {
  return { phase: 'Failed', reason, message: `Pod was rejected: ${message}`, conditions: [] };
}

/** Its containers were ended, with the exit code of who obeys and of who is killed. */
export function over(pod: Pod, before: Partial<PodStatus>, phase: 'Succeeded' | 'Failed', reason?: string): PodStatus {
  const exitCode = phase === 'Succeeded' ? 0 : 137;
  const containerStatuses = pod.containers.map(({ name }) => {
    const state = { terminated: { exitCode, reason: phase === 'Succeeded' ? 'Completed' : 'Error' } };
    return { name, ready: false, restartCount: 0, state };
  });
  return {
    phase,
    ...(reason !== undefined && { reason }),
    ...(before.nodeName !== undefined && { nodeName: before.nodeName }),
    conditions: conditions('False', phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed'),
    containerStatuses,
  };
}

/** Its sandbox has died, and the kubelet makes another: the pod waits as if it had never run, but for the number of restarts. */
export function restarting(pod: Pod, before: Partial<PodStatus>): PodStatus {
  const containerStatuses = waiting(pod, 1 + restartsOf(before));
  return { phase: 'Pending', conditions: conditions('False', 'ContainersNotReady'), containerStatuses };
}

/** Is it over for good? */
export function isFinal({ phase }: Partial<PodStatus>): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function conditions(ready: 'True' | 'False', reason?: string): readonly Condition[] {
  const because = reason === undefined ? {} : { reason };
  return [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status: ready, ...because },
    { type: 'ContainersReady', status: ready, ...because },
  ];
}

function restartsOf({ containerStatuses }: Partial<PodStatus>): number {
  return containerStatuses?.[0]?.restartCount ?? 0;
}

function waiting({ containers }: Pod, restartCount: number): readonly ContainerStatus[] {
  const state = { waiting: { reason: 'ContainerCreating' } };
  return containers.map(({ name }) => ({ name, ready: false, restartCount, state }));
}
