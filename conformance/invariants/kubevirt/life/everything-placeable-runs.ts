/**
 * Checks: no guest waits for a host while one fits and has a key ID nobody waits for; no bound guest waits to start while its
 * host has one.
 * Does not check: guests that ended; guests whose firmware is missing or whose owner's launch
 * session is awaited; guests without a host while the scheduler still sees any node as it was;
 * guests of the SEV family on hosts whose firmware is broken (faults flush-fails and psp-error).
 * Source: VEP #80, "determines how many CVMs can be created in the node"; this project's law of liveness
 */

import type { EndGuest } from '../../../../sim/contracts/evidence.js';
import { keyPoolOf } from '../../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../../sim/core/json.js';
import { isHeldBack } from '../../../model/accepted-requests.js';
import { mayHaveToWait } from '../../../model/broken-firmware.js';
import type { HostAtEnd, Placement, Replay } from '../../../model/observations.js';
import { fitsByTruth } from '../../../model/placement.js';
import type { Invariant } from '../../invariant.js';
import { look, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/everything-placeable-runs`. */
export const everythingPlaceableRuns: Invariant = {
  requirement: 'kubevirt/life/everything-placeable-runs',
  judge(evidence, say) {
    const replay = look(evidence);
    for (const guest of evidence.end.guests) {
      if (guest.running || isFinal(phaseOf(guest.status))) continue;
      const host = hostFor(guest, replay);
      say.check(host === undefined, replay.end, () => `${guest.name} (${guest.protection}) waits, although ${host} could run it`);
    }
  },
};

function isFinal(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** A host on which the waiting guest could run now; undefined when there is none. */
function hostFor({ name, host }: EndGuest, { hosts, lastPlacement, requests, config }: Replay): string | undefined {
  const placement = lastPlacement.get(name);
  const vmi = requests.get(name);
  if (placement === undefined || (host !== undefined && vmi !== undefined && isHeldBack(vmi))) return undefined;
  if (host === undefined && hosts.some(({ lagging }) => lagging)) return undefined;
  const able = (candidate: HostAtEnd): boolean =>
    host === undefined ? couldTake(placement, candidate, config) : candidate.name === host && hasKey(placement, candidate, 0);
  return hosts.find(able)?.name;
}

function couldTake(placement: Placement, host: HostAtEnd, config: JsonObject): boolean {
  const { vmi, event } = placement;
  const { protection, claim } = event;
  if (!fitsByTruth({ vmi, protection, memoryBytes: claim.memoryBytes }, host.room, config)) return false;
  if (protection === 'none') return true;
  const pool = keyPoolOf[protection];
  return hasKey(placement, host, host.room.bookings.inPool(pool) - host.pools.insideOf(pool));
}

/** Is there a key ID besides those others wait for? QEMU never starts an SNP guest with SMM, which admission lets through. */
function hasKey({ event, vmi }: Placement, { pools, faults }: HostAtEnd, waiting: number): boolean {
  const { protection } = event;
  if (protection === 'none') return true;
  if ((protection === 'snp' && vmi.smm) || mayHaveToWait(faults, protection)) return false;
  return pools.truth.launchable[protection].possible && pools.available(protection) > waiting;
}
