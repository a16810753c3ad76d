import type { Claim, HostToPlaceOn } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';

/** Why a node cannot take a pod, in kube-scheduler's words. */
export interface Unfitness {
  readonly reasons: readonly string[];
  /** Evicting other pods could not help: the node is of the wrong kind or too small even when empty. */
  readonly final: boolean;
}

/**
 * Runs the filters in the scheduler's order; the first plugin that objects ends it. NodeUnschedulable and NodeAffinity know one
 * reason each, NodeResourcesFit lists all that is short.
 * Source: Kubernetes 1.34 `pkg/scheduler/framework/plugins/{nodeunschedulable/node_unschedulable.go,nodeaffinity/node_affinity.go,
 * noderesources/fit.go}`.
 *
 * @returns undefined when the pod fits.
 */
export function unfitness(claim: Claim, host: HostToPlaceOn, maxPods: number, choices: Choices): Unfitness | undefined {
  if (host.cordoned === true) return cordoned;
  if (!selects(claim, host)) return mismatched;
  const short: Shortage[] = [];
  if (host.guests + 1 > maxPods) short.push({ reason: 'Too many pods', final: false });
  if (claim.memoryBytes > host.memoryBytes - host.memoryUsedBytes) {
    short.push({ reason: 'Insufficient memory', final: claim.memoryBytes > host.memoryBytes });
  }
  addDeviceShortages(claim, host, choices, short);
  if (short.length === 0) return undefined;
  return { reasons: short.map(({ reason }) => reason), final: short.some(({ final }) => final) };
}

const cordoned: Unfitness = { reasons: ['node(s) were unschedulable'], final: true };
const mismatched: Unfitness = { reasons: ["node(s) didn't match Pod's node affinity/selector"], final: true };

interface Shortage {
  readonly reason: string;
  readonly final: boolean;
}

function selects(claim: Claim, host: HostToPlaceOn): boolean {
  for (const label in claim.selectors) if (host.labels[label] !== claim.selectors[label]) return false;
  return true;
}

function addDeviceShortages(claim: Claim, host: HostToPlaceOn, choices: Choices, shortages: Shortage[]): void {
  for (const resource in claim.resources) {
    const wanted = claim.resources[resource] ?? 0;
    const allocatable = (host.resources[resource] ?? 0) + choices.overbookedUnits;
    const free = allocatable - (host.used[resource] ?? 0);
    if (wanted > 0 && wanted > free) shortages.push({ reason: `Insufficient ${resource}`, final: wanted > allocatable });
  }
}
