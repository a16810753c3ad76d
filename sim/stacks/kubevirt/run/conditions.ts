/** One condition of a VirtualMachineInstance; times are left out, because there is no wall clock here. */
export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False';
  readonly reason?: string;
  readonly message?: string;
}

/** Conditions this stack reports. Source: KubeVirt v1.9 `staging/src/kubevirt.io/api/core/v1/types.go`. */
export type ConditionType =
  | 'Ready'
  | 'PodScheduled'
  | 'Synchronized'
  | 'LiveMigratable'
  | 'StorageLiveMigratable'
  | 'Paused'
  | 'EvictionRequested';

/** The condition of one type, or undefined. */
export function conditionOf(conditions: readonly Condition[] | undefined, type: ConditionType): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** The conditions with this one, replacing what was there of its type. */
export function withCondition(conditions: readonly Condition[], condition: Condition): readonly Condition[] {
  const at = conditions.findIndex(({ type }) => type === condition.type);
  return at < 0 ? [...conditions, condition] : conditions.with(at, condition);
}

/** The conditions without one type. */
export function withoutCondition(conditions: readonly Condition[], type: ConditionType): readonly Condition[] {
  return conditionOf(conditions, type) === undefined ? conditions : conditions.filter((condition) => condition.type !== type);
}

/** Ready conditions by what the launcher pod does. Source: KubeVirt v1.9 `lifecycle.go` (syncReadyConditionFromPod). */
export const ready = {
  withoutPod: notReady('PodNotExists', 'virt-launcher pod has not yet been scheduled'),
  beforeGuest: notReady('GuestNotRunning', 'Guest VM is not reported as running'),
  whilePaused: notReady(
    'ReadinessGatesNotReady',
    'the status of pod readiness gate "kubevirt.io/virtual-machine-unpaused" is not "True", but False',
  ),
  whileRunning: { type: 'Ready', status: 'True' },
  afterwards: notReady('PodTerminating', 'virt-launcher pod is terminating'),
} as const satisfies Readonly<Record<string, Condition>>;

/** The guest's CPUs are stopped. Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (calculatePausedCondition). */
export const paused: Condition = {
  type: 'Paused',
  status: 'True',
  reason: 'PausedByUser',
  message: 'VMI was paused by user',
};

/** Somebody is expected to move the guest. Source: KubeVirt v1.9 `pkg/virt-controller/watch/vmi/lifecycle.go`. */
export const evictionRequested: Condition = {
  type: 'EvictionRequested',
  status: 'True',
  reason: 'EvictionRequested',
  message: 'VMI is marked for eviction',
};

/** No node could take the pod; the message is the scheduler's. */
export function unschedulable(message: string): Condition {
  return { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
}

/** The guest could not be brought to the wanted state. The reason is upstream's, full stop included. */
export function notSynchronized(message: string): Condition {
  return { type: 'Synchronized', status: 'False', reason: 'Synchronizing with the Domain failed.', message };
}

function notReady(reason: string, message: string): Condition {
  return { type: 'Ready', status: 'False', reason, message };
}
