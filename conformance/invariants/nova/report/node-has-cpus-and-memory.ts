/**
 * Checks: every root has VCPU and MEMORY_MB, at least one unit each.
 * Does not check: how many; hosts whose capabilities were damaged when the service started.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py (update_provider_tree); nova@0b942dcaa5 (LP 1901120): one bad class kept
 * all others from being reported
 */

import { capabilitiesAnswer } from '../../../model/nova-libvirt-answer.js';
import type { Invariant } from '../../invariant.js';
import { reportsOf, rootOf } from '../../nova-views.js';

/** Judge of `nova/report/node-has-cpus-and-memory`. */
export const novaReportNodeHasCpusAndMemory: Invariant = {
  requirement: 'nova/report/node-has-cpus-and-memory',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      const root = rootOf(report);
      const { models, damage } = report.detection;
      if ((root === undefined && models === undefined) || damage.has(capabilitiesAnswer)) continue;
      const missing = ['VCPU', 'MEMORY_MB'].find((each) => !((root?.inventories[each]?.total ?? 0) >= 1));
      say.check(missing === undefined, report.event, () => `${report.host} has no ${missing}`);
    }
  },
};
