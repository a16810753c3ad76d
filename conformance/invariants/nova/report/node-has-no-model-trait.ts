/**
 * Checks: where models have providers of their own, no trait that stands for a model is on the root.
 * Does not check: trees without children, as before 2025.2.
 * Source: nova@b7c7d45093; Nova 34.0.0 nova/virt/libvirt/driver.py leaves it there where there were no contexts to move,
 * and a SEV guest then takes a slot of SEV-ES
 */

import { everyModelTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { reportsOf, rootOf } from '../../nova-views.js';

/** Judge of `nova/report/node-has-no-model-trait`. */
export const novaReportNodeHasNoModelTrait: Invariant = {
  requirement: 'nova/report/node-has-no-model-trait',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      const root = rootOf(report);
      if (root === undefined || !report.nested) continue;
      const trait = root.traits.find((each) => everyModelTrait.has(each));
      say.check(trait === undefined, report.event, () => `${report.host} has the trait ${trait} itself`);
    }
  },
};
