/**
 * Checks: no provider of slots has the trait of stateless firmware or of Secure Boot.
 * Does not check: whether they are true (detection).
 * Source: Nova 34.0.0 nova/virt/driver.py (CAPABILITY_TRAITS_MAP)
 */

import { secureBootTrait, statelessTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { modelProviders, reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/capabilities-are-the-nodes`. */
export const novaReportCapabilitiesAreTheNodes: Invariant = {
  requirement: 'nova/report/capabilities-are-the-nodes',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      for (const { provider } of modelProviders(report)) {
        const trait = [statelessTrait, secureBootTrait].find((each) => provider.traits.includes(each));
        say.check(trait === undefined, report.event, () => `${provider.name} has the trait ${trait}, which is the node's`);
      }
    }
  },
};
