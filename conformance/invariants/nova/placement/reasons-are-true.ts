/**
 * Checks: a host that is closed, silent, not the one asked for, short of a resource class, lacks a required trait or has a
 * forbidden one is the only kind that a reason may say so of.
 * Does not check: whether all that is wrong with a host is said; words that say nothing of these.
 * Source: Nova 34.0.0 nova/scheduler/manager.py, placement placement/objects/allocation_candidate.py
 */

import type { Invariant } from '../../invariant.js';
import { holdsOf } from '../../nova-reasons.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/reasons-are-true`. */
export const novaPlacementReasonsAreTrue: Invariant = {
  requirement: 'nova/placement/reasons-are-true',
  judge(evidence, say) {
    for (const { event, hosts } of lookAtNova(evidence).placements) {
      const { decision, claim } = event;
      for (const [name, reasons] of Object.entries(decision.reasons ?? {})) {
        const host = hosts.find((each) => each.name === name);
        if (host === undefined) continue;
        const lie = reasons.find((reason) => !holdsOf(reason, claim, host));
        say.check(lie === undefined, event, () => `${event.guest}: ${name} was passed over for "${lie}", which is not so`);
      }
    }
  },
};
