import { reachBits } from '../../reports/log.js';
import type { Evidence, PlaceEvent, StartEvent } from '../../sim/contracts/evidence.js';
import { type ConfidentialProtection, type KeyPool, keyPoolOf } from '../../sim/contracts/protection.js';

/**
 * How near a case came to the limit of each key pool that somebody asked for, on a host that has such keys: the sum of `reachBits`.
 * A pool counts as being at its limit when one host's range is used up, at limit−1 when one key ID is left, and beyond when a key
 * was asked for while none was left, whether the scheduler or the kernel refused. A pool nobody asked for is absent.
 */
export function reachOf(evidence: Evidence): Readonly<Partial<Record<KeyPool, number>>> {
  const reach: Partial<Record<KeyPool, number>> = {};
  for (const event of evidence.trace) {
    if (event.event === 'start') addTo(reach, event.protection, bitOfStart(event));
    if (event.event === 'place') addTo(reach, event.protection, bitOfRefusal(event, evidence));
  }
  return reach;
}

function addTo(reach: Partial<Record<KeyPool, number>>, protection: StartEvent['protection'], bit: number | undefined): void {
  if (protection === 'none' || bit === undefined) return;
  const pool = keyPoolOf[protection];
  reach[pool] = (reach[pool] ?? 0) | bit;
}

/** The bit a start earns, 0 for one far from the limit, undefined when the host has no such keys. */
function bitOfStart({ result, usage }: StartEvent): number | undefined {
  if (usage === undefined || usage.inUse + usage.free + usage.pending === 0) return undefined;
  const left = usage.free + usage.pending;
  if (left === 0) return result.started ? reachBits.atLimit : reachBits.beyondLimit;
  return result.started && left === 1 ? reachBits.belowLimit : 0;
}

/** The bit of a guest that was not placed: beyond the limit when the hosts in question have such keys and all are taken. */
function bitOfRefusal({ decision, protection, claim, freeKeys }: PlaceEvent, evidence: Evidence): number | undefined {
  if (decision.placed || protection === 'none') return undefined;
  const pinned = claim.selectors['kubernetes.io/hostname'];
  const candidates = pinned === undefined ? Object.keys(freeKeys) : [pinned];
  if (!candidates.some((host) => hasKeys(evidence, host, protection))) return undefined;
  return candidates.every((host) => (freeKeys[host] ?? 0) === 0) ? reachBits.beyondLimit : 0;
}

function hasKeys(evidence: Evidence, host: string, protection: ConfidentialProtection): boolean {
  const ranges = evidence.hosts[host]?.keyRanges ?? [];
  return ranges.some((range) => range.size > 0 && range.protections.includes(protection));
}
