/**
 * Checks: a host that was shown closed is not chosen, and is refused with kube-scheduler's words for that and nothing else.
 * Does not check: what else would be wrong with it.
 * Source: Kubernetes pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/names-closed-host`. */
export const namesClosedHost: Invariant = {
  requirement: 'kubevirt/scheduling/names-closed-host',
  judge(evidence, say) {
    for (const { event } of look(evidence).placements) {
      const { decision } = event;
      for (const { name, cordoned } of event.hosts) {
        if (cordoned !== true) continue;
        const said = decision.placed ? [] : (decision.reasons[name] ?? []);
        const holds = decision.placed ? decision.host !== name : said.length === 1 && said[0] === 'node(s) were unschedulable';
        say.check(
          holds,
          event,
          () => `${event.guest}: ${name} is closed, but ${decision.placed ? 'was chosen' : `was refused for ${quoted(said)}`}`,
        );
      }
    }
  },
};
