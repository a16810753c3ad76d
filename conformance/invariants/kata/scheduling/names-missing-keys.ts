/**
 * Checks: "Insufficient <resource>" for nodes that pass every filter before and have no unit left, by what was shown.
 * Does not check: nodes that are closed or not selected.
 * Source: Kubernetes pkg/scheduler/framework/plugins/noderesources/fit.go
 */
import { kataKeyResource } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { isSelected } from '../../kata-place-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/scheduling/names-missing-keys`. */
export const kataSchedulingNamesMissingKeys: Invariant = {
  requirement: 'kata/scheduling/names-missing-keys',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).placements) {
      const { decision, claim, hosts } = event;
      const { protection } = guest.class;
      if (decision.placed || protection === 'none') continue;
      const resource = kataKeyResource[protection];
      const wanted = claim.resources[resource] ?? 0;
      for (const host of hosts) {
        if (host.cordoned === true || !isSelected(claim, host)) continue;
        if (wanted === 0 || wanted <= (host.resources[resource] ?? 0) - (host.used[resource] ?? 0)) continue;
        const told = decision.reasons[host.name] ?? [];
        say.check(
          told.includes(`Insufficient ${resource}`),
          event,
          () => `${host.name} has no ${resource} left, but says ${quoted([...told])}`,
        );
      }
    }
  },
};
