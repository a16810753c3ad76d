/**
 * Checks: the chosen node has the label its class selects.
 * Does not check: clusters without the rules.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { countsKeys, kataTeeLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/unlabelled-nodes-are-passed-over`. */
export const kataSchedulingUnlabelledNodesArePassedOver: Invariant = {
  requirement: 'kata/scheduling/unlabelled-nodes-are-passed-over',
  judge(evidence, say) {
    for (const { event, guest, hosts } of lookAtKata(evidence).placements) {
      const { protection } = guest.class;
      if (!event.decision.placed || protection === 'none' || !countsKeys(guest.config)) continue;
      const { host } = event.decision;
      const labels = hosts.find(({ shown }) => shown.name === host)?.shown.labels ?? {};
      const label = kataTeeLabel[protection];
      say.check(labels[label] === 'true', event, () => `${event.guest} was placed on ${host}, which does not carry ${label}`);
    }
  },
};
