/**
 * Checks: every "Insufficient <resource>" against what was shown.
 * Does not check: CPUs.
 * Source: Kubernetes pkg/scheduler/framework/plugins/noderesources/fit.go
 */
import type { Invariant } from '../../invariant.js';
import { hasMemory, hasUnits } from '../../kata-place-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/scheduling/names-no-false-shortage`. */
export const kataSchedulingNamesNoFalseShortage: Invariant = {
  requirement: 'kata/scheduling/names-no-false-shortage',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).placements) {
      const { decision, claim, hosts } = event;
      if (decision.placed) continue;
      for (const host of hosts) {
        for (const reason of decision.reasons[host.name] ?? []) {
          const resource = /^Insufficient (.+)$/.exec(reason)?.[1];
          if (resource === undefined || resource === 'cpu') continue;
          const isShort = resource === 'memory' ? !hasMemory(claim, host) : !hasUnits(claim, host);
          say.check(isShort, event, () => `${host.name} says ${quoted(reason)}, but has enough of it`);
        }
      }
    }
  },
};
