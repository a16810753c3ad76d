import type { HostToPlaceOn } from '../../../contracts/subject.js';
import { unitOf } from '../../../contracts/subject.js';
import type { NovaChoices } from '../choices.js';
import type { RequestGroup } from '../translate/request-group.js';
import { allocationCandidates } from './allocation-candidates.js';
import { capacityOf, placementRules } from './capacity.js';

/** What is looked for. */
export interface Wanted {
  readonly group: RequestGroup;
  /** The one host that will do. */
  readonly host: string | undefined;
}

/** A host that can take the guest, and what it would take there. */
export interface FittingHost {
  readonly host: HostToPlaceOn;
  readonly takes: Readonly<Record<string, number>>;
}

/** What came of looking at every host. */
export interface HostChoice {
  /** Best first. */
  readonly fitting: readonly FittingHost[];
  /** Why each of the others does not, in words. */
  readonly reasons: Readonly<Record<string, readonly string[]>>;
}

/**
 * Looks at every host: is somebody there, is it the one that was asked for, and can its providers give what is wanted. Of those that can,
 * the one with most room comes first. Source: nova `nova/scheduler/manager.py` (select_destinations),
 * `nova/scheduler/filters/compute_filter.py`, `nova/scheduler/weights/{ram,cpu}.py`.
 */
export function chooseHost(wanted: Wanted, hosts: readonly HostToPlaceOn[], choices: NovaChoices): HostChoice {
  const fitting: FittingHost[] = [];
  const reasons: Record<string, readonly string[]> = {};
  for (const host of hosts) {
    const closed = closedReason(host, wanted, choices);
    const { ways, reasons: lacking } =
      closed === undefined ? candidatesAt(host, wanted, choices) : { ways: [], reasons: [closed] };
    const [takes] = ways;
    if (takes === undefined) reasons[host.name] = lacking;
    else fitting.push({ host, takes });
  }
  return { fitting: fitting.sort((left, right) => byRoom(left, right)), reasons };
}

function closedReason(host: HostToPlaceOn, { host: asked }: Wanted, choices: NovaChoices): string | undefined {
  if (host.silent === true && choices.noticesSilence) return 'its compute service is down';
  if (host.cordoned === true && choices.noticesClosedHosts) return 'its compute service is disabled';
  if (asked !== undefined && asked !== host.name && choices.obeysRequestedHost) return `another host was requested: ${asked}`;
  return undefined;
}

function candidatesAt(host: HostToPlaceOn, { group }: Wanted, choices: NovaChoices): ReturnType<typeof allocationCandidates> {
  return allocationCandidates(host.providers ?? [], host.used, group, choices);
}

/** Free memory decides, then free CPUs, then the name. */
function byRoom(left: FittingHost, right: FittingHost): number {
  for (const resourceClass of ['MEMORY_MB', 'VCPU']) {
    const distance = roomAt(right.host, resourceClass) - roomAt(left.host, resourceClass);
    if (distance !== 0) return distance;
  }
  return left.host.name < right.host.name ? -1 : 1;
}

function roomAt({ name, providers, used }: HostToPlaceOn, resourceClass: string): number {
  const inventory = providers?.find((provider) => provider.name === name)?.inventories[resourceClass];
  if (inventory === undefined) return 0;
  const capacity = capacityOf(inventory, placementRules);
  return capacity - (used[unitOf(name, resourceClass)] ?? 0);
}
