/**
 * Checks: the hypervisor against phase Running.
 * Does not check: cases in which several things happen at once; nodes that nobody hears of.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Evidence } from '../../../../sim/contracts/evidence.js';
import type { Invariant } from '../../invariant.js';
import { phaseOf, quoted } from '../../views.js';

/** Judge of `kata/life/running-is-shown-running`. */
export const kataLifeRunningIsShownRunning: Invariant = {
  requirement: 'kata/life/running-is-shown-running',
  judge(evidence, say) {
    const step = evidence.case.commands.length - 1;
    for (const { name, running, status } of evidence.end.guests) {
      if (!running || isOutOfTouch(evidence)) continue;
      const phase = phaseOf(status);
      say.check(phase === 'Running', { step }, () => `${name} runs and is shown as ${quoted(phase)}`);
    }
  },
};

function isOutOfTouch({ case: { commands, faults, interleaving } }: Evidence): boolean {
  const silenced = commands.some((command) => command.do === 'mishap');
  return silenced || faults !== undefined || interleaving !== undefined;
}
