/**
 * Checks: phase Running against the hypervisor.
 * Does not check: cases in which several things happen at once; nodes that nobody hears of.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Evidence } from '../../../../sim/contracts/evidence.js';
import type { Invariant } from '../../invariant.js';
import { phaseOf } from '../../views.js';

/** Judge of `kata/life/shown-running-is-running`. */
export const kataLifeShownRunningIsRunning: Invariant = {
  requirement: 'kata/life/shown-running-is-running',
  judge(evidence, say) {
    const step = evidence.case.commands.length - 1;
    for (const { name, running, status } of evidence.end.guests) {
      if (phaseOf(status) !== 'Running' || isOutOfTouch(evidence)) continue;
      say.check(running, { step }, () => `${name} is shown running and does not run`);
    }
  },
};

function isOutOfTouch({ case: { commands, faults, interleaving } }: Evidence): boolean {
  const silenced = commands.some((command) => command.do === 'mishap');
  return silenced || faults !== undefined || interleaving !== undefined;
}
