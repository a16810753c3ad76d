import type { Claim, HostToPlaceOn } from '../../../contracts/subject.js';

/**
 * Of the nodes that fit, the one with most left of what the pod takes; of several the first by name. kube-scheduler weighs more than this
 * and draws lots among equals; here the choice must be the same every time.
 */
export function bestHost(claim: Claim, hosts: readonly HostToPlaceOn[]): HostToPlaceOn | undefined {
  const taken = Object.keys(claim.resources);
  const free = ({ resources, used }: HostToPlaceOn): number =>
    taken.reduce((sum, name) => sum + (resources[name] ?? 0) - (used[name] ?? 0), 0);
  return [...hosts].sort((left, right) => free(right) - free(left) || (left.name < right.name ? -1 : 1))[0];
}
