/**
 * Checks: no pod is left pending beside a node that fits by what was shown.
 * Does not check: which of several is chosen; nodes full of pods.
 * Source: Kubernetes pkg/scheduler/framework/plugins/noderesources/fit.go
 */
import type { Invariant } from '../../invariant.js';
import { fitsShown } from '../../kata-place-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/fitting-host-is-used`. */
export const kataSchedulingFittingHostIsUsed: Invariant = {
  requirement: 'kata/scheduling/fitting-host-is-used',
  judge(evidence, say) {
    for (const { event, config } of lookAtKata(evidence).placements) {
      const { decision, claim, hosts } = event;
      const most = typeof config.maxPods === 'number' ? config.maxPods : 110;
      const fitting = hosts.find((host) => fitsShown(claim, host) && host.guests < most);
      if (fitting === undefined) continue;
      say.check(decision.placed, event, () => `${event.guest} was not placed, although ${fitting.name} fits`);
    }
  },
};
