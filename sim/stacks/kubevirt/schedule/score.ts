import type { Claim, HostToPlaceOn } from '../../../contracts/subject.js';
import { keyResources } from '../device-resources.js';

/**
 * Of the nodes that fit, the one with most free key IDs of the kind the guest takes; of several, the first by name. kube-scheduler
 * draws lots among equals and weighs more than this; here the choice must be the same every time.
 */
export function bestHost(claim: Claim, hosts: readonly HostToPlaceOn[]): HostToPlaceOn | undefined {
  const taken = keyResources.map(({ name }) => name).filter((name) => claim.resources[name] !== undefined);
  let best: HostToPlaceOn | undefined;
  for (const host of hosts) if (best === undefined || isBetter(host, best, taken)) best = host;
  return best;
}

function isBetter(host: HostToPlaceOn, best: HostToPlaceOn, taken: readonly string[]): boolean {
  const difference = freeUnits(host, taken) - freeUnits(best, taken);
  return difference === 0 ? host.name < best.name : difference > 0;
}

function freeUnits(host: HostToPlaceOn, resources: readonly string[]): number {
  return resources.reduce((sum, name) => sum + (host.resources[name] ?? 0) - (host.used[name] ?? 0), 0);
}
