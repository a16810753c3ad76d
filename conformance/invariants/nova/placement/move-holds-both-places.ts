/**
 * Checks: at a later placement, the host a guest has left in a move that is open still counts what it held there.
 * Does not check: cases in which several things happen at once.
 * Source: Nova 34.0.0 nova/conductor/tasks/migrate.py: the migration holds what the guest had
 */

import type { Invariant } from '../../invariant.js';
import { contextsIn, settledPlacements } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/move-holds-both-places`. */
export const novaPlacementMoveHoldsBothPlaces: Invariant = {
  requirement: 'nova/placement/move-holds-both-places',
  judge(evidence, say) {
    const open = new Map<string, string>();
    for (const { event, hosts } of settledPlacements(evidence)) {
      for (const [guest, left] of open) {
        const host = hosts.find(({ name }) => name === left);
        if (host === undefined || contextsIn(host.held) === 0) continue;
        say.check(
          contextsIn(host.shown.used) >= contextsIn(host.held),
          event,
          () => `${guest} may come back to ${left}, which no longer counts its slot`,
        );
      }
      if (event.movingFrom !== undefined && event.decision.placed && event.protection !== 'none')
        open.set(event.guest, event.movingFrom);
    }
  },
};
