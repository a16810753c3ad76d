/**
 * Checks: a restart of a running guest stops it, and a placement of the same guest follows within the same command.
 * Does not check: whether it gets a host again: at full capacity it may lose its place; placements that another command, taken up side by
 * side, overtakes.
 * Source: KubeVirt user guide, restart: the instance is deleted and made anew with a new pod
 */

import type { Invariant } from '../../invariant.js';
import { happenings, haveSameCause, look, mayBeOvertaken, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/restart-claims-afresh`. */
export const restartClaimsAfresh: Invariant = {
  requirement: 'kubevirt/life/restart-claims-afresh',
  judge(evidence, say) {
    const { placements } = look(evidence);
    for (const { event, before } of happenings(evidence, 'restart-asked')) {
      if (phaseOf(before) !== 'Running') continue;
      const again = placements.some(
        (placement) => placement.event.guest === event.guest && haveSameCause(placement.event, event),
      );
      if (!again && mayBeOvertaken(evidence)) continue;
      say.check(
        event.decision.next === 'stop' && again,
        event,
        () => `${event.guest} was asked to restart; next step ${event.decision.next}, placed again: ${again}`,
      );
    }
  },
};
