/**
 * Checks: the chosen node carries katacontainers.io/kata-runtime.
 * Does not check: pods of no class.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { kataRuntimeLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/kata-nodes-only`. */
export const kataSchedulingKataNodesOnly: Invariant = {
  requirement: 'kata/scheduling/kata-nodes-only',
  judge(evidence, say) {
    for (const { event, hosts } of lookAtKata(evidence).placements) {
      if (!event.decision.placed) continue;
      const { host } = event.decision;
      const labels = hosts.find(({ shown }) => shown.name === host)?.shown.labels ?? {};
      say.check(
        labels[kataRuntimeLabel] === 'true',
        event,
        () => `${event.guest} was placed on ${host}, where Kata is not installed`,
      );
    }
  },
};
