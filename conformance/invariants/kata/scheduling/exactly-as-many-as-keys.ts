/**
 * Checks: no shortage of key IDs is named for a node that has some left by the judges’ own book.
 * Does not check: nodes whose files lie, and clusters that count no keys.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { countsKeys, kataKeyResource } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { isPlain } from '../../kata-label-judges.js';
import { settledPods } from '../../kata-place-judges.js';

/** Judge of `kata/scheduling/exactly-as-many-as-keys`. */
export const kataSchedulingExactlyAsManyAsKeys: Invariant = {
  requirement: 'kata/scheduling/exactly-as-many-as-keys',
  judge(evidence, say) {
    for (const { event, guest, hosts, config } of settledPods(evidence)) {
      const { protection } = guest.class;
      if (event.decision.placed || protection === 'none' || !countsKeys(guest.config) || !countsKeys(config)) continue;
      const resource = kataKeyResource[protection];
      const { reasons } = event.decision;
      for (const { shown, labelling, held } of hosts) {
        const offered = labelling !== undefined && isPlain(labelling) ? labelling.expected.resources[resource] : undefined;
        const left = (offered ?? 0) - (held[resource] ?? 0);
        if (left <= 0) continue;
        const isShort = reasons[shown.name]?.includes(`Insufficient ${resource}`) === true;
        say.check(!isShort, event, () => `${event.guest} is said to lack ${resource} on ${shown.name}, which has ${left} left`);
      }
    }
  },
};
