import type { Claim, HostToPlaceOn } from '../../../contracts/subject.js';
import type { KataChoices } from '../choices.js';

/** Why a node cannot take a pod, in kube-scheduler's words. */
export interface Unfitness {
  readonly reasons: readonly string[];
  /** Nothing that runs there could make way for it. */
  readonly final: boolean;
}

/**
 * The scheduler's filters in their order, the first that objects ending it; of what is short on a node all is told.
 * Source: Kubernetes 1.34 `pkg/scheduler/framework/plugins/{nodeunschedulable,nodeaffinity,noderesources}`.
 *
 * @returns undefined when the pod fits.
 */
export function unfitness(claim: Claim, host: HostToPlaceOn, maxPods: number, choices: KataChoices): Unfitness | undefined {
  if (host.cordoned === true && choices.noticesClosedNodes) return { reasons: ['node(s) were unschedulable'], final: true };
  const wanted = choices.obeysSelectors ? Object.entries(claim.selectors) : [];
  if (wanted.some(([label, value]) => host.labels[label] !== value)) {
    return { reasons: ["node(s) didn't match Pod's node affinity/selector"], final: true };
  }
  const short = [...roomShortages(claim, host, maxPods), ...unitShortages(claim, host, choices)];
  if (short.length === 0) return undefined;
  return { reasons: short.map(({ reason }) => reason), final: short.some(({ final }) => final) };
}

interface Shortage {
  readonly reason: string;
  readonly final: boolean;
}

function roomShortages({ memoryBytes }: Claim, host: HostToPlaceOn, maxPods: number): readonly Shortage[] {
  const short: Shortage[] = [];
  if (host.guests + 1 > maxPods) short.push({ reason: 'Too many pods', final: false });
  if (memoryBytes > host.memoryBytes - host.memoryUsedBytes)
    short.push({ reason: 'Insufficient memory', final: memoryBytes > host.memoryBytes });
  return short;
}

function unitShortages({ resources }: Claim, host: HostToPlaceOn, { overbookedKeys }: KataChoices): readonly Shortage[] {
  return Object.entries(resources).flatMap(([resource, wanted]) => {
    const allocatable = (host.resources[resource] ?? 0) + overbookedKeys;
    const isShort = wanted > 0 && wanted > allocatable - (host.used[resource] ?? 0);
    return isShort ? [{ reason: `Insufficient ${resource}`, final: wanted > allocatable }] : [];
  });
}
