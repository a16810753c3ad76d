import type { Evidence } from '../../sim/contracts/evidence.js';
import type { Claim, HostToPlaceOn } from '../../sim/contracts/subject.js';
import type { KataPlacement } from '../model/kata-replay.js';
import { lookAtKata } from './kata-views.js';

/** Placements of cases in which one thing happens at a time, so that what the scheduler was shown is what is so. */
export function settledPods(evidence: Evidence): readonly KataPlacement[] {
  const { interleaving } = evidence.case;
  if (interleaving !== undefined) return [];
  return lookAtKata(evidence).placements.filter(({ hosts }) => hosts.every(({ blurred }) => !blurred));
}

/** Does a host as it was shown carry what the claim selects? */
export function isSelected({ selectors }: Claim, { labels }: HostToPlaceOn): boolean {
  return Object.entries(selectors).every(([name, value]) => labels[name] === value);
}

/** Has it units left of everything the claim takes? */
export function hasUnits({ resources }: Claim, host: HostToPlaceOn): boolean {
  return Object.entries(resources).every(([name, count]) => count <= (host.resources[name] ?? 0) - (host.used[name] ?? 0));
}

/** Has it memory left? */
export function hasMemory({ memoryBytes }: Claim, host: HostToPlaceOn): boolean {
  return memoryBytes <= host.memoryBytes - host.memoryUsedBytes;
}

/** Does the pod fit, by what was shown? */
export function fitsShown(claim: Claim, host: HostToPlaceOn): boolean {
  return host.cordoned !== true && isSelected(claim, host) && hasUnits(claim, host) && hasMemory(claim, host);
}
