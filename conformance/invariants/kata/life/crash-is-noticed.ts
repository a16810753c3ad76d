/**
 * Checks: the decision about a crash: another phase, or a new guest.
 * Does not check: which of them.
 * Source: kata-containers src/runtime/virtcontainers/monitor.go; Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { phaseOf } from '../../views.js';

/** Judge of `kata/life/crash-is-noticed`. */
export const kataLifeCrashIsNoticed: Invariant = {
  requirement: 'kata/life/crash-is-noticed',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'stopped' || happening.by !== 'crash') continue;
      const isHidden = phaseOf(decision.status) === 'Running' && decision.next === 'nothing';
      say.check(!isHidden, event, () => `${event.guest} has crashed, is shown running, and nothing is done`);
    }
  },
};
