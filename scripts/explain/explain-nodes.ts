import type { PlaceEvent } from '../../sim/contracts/evidence.js';
import type { Claim, HostToPlaceOn, Subject } from '../../sim/contracts/subject.js';
import type { JsonObject } from '../../sim/core/json.js';
import type { NodeExplained } from './explanation.js';

/**
 * What each node was to a guest. The subject is asked about each node alone, so that a placed guest too shows why the others were
 * not taken, in the scheduler's own words.
 */
export function explainedNodes(
  { claim, hosts, decision }: PlaceEvent,
  subject: Subject,
  config: JsonObject,
): readonly NodeExplained[] {
  return hosts.map((host) => {
    const alone = subject.place(claim, [host], config);
    const chosen = decision.placed && decision.host === host.name;
    if (alone.placed || chosen) return { host: host.name, fits: true, reasons: [], details: [] };
    return {
      host: host.name,
      fits: false,
      reasons: alone.reasons[host.name] ?? [alone.message],
      details: detailsOf(claim, host),
    };
  });
}

/** Labels that differ and units that are short, whatever the scheduler says of them. */
function detailsOf({ selectors, resources, memoryBytes }: Claim, host: HostToPlaceOn): readonly string[] {
  return [
    ...Object.entries(selectors).flatMap(([key, value]) => {
      const has = host.labels[key];
      return has === value
        ? []
        : [`selects ${key}=${value}, the node ${has === undefined ? 'has no such label' : `has "${has}"`}`];
    }),
    ...Object.entries(host.providers === undefined ? resources : {}).flatMap(([name, count]) => {
      const [offered, used] = [host.resources[name] ?? 0, host.used[name] ?? 0];
      return offered - used >= count ? [] : [`needs ${count} ${name}, ${used} of ${offered} are taken`];
    }),
    ...(host.memoryBytes - host.memoryUsedBytes < memoryBytes ? ['has too little memory left'] : []),
    ...(host.cordoned === true ? ['is cordoned'] : []),
  ];
}
