/**
 * Checks: no provider of slots has a trait that stands for another model, in either spelling.
 * Does not check: its own trait (model-has-its-trait).
 * Source: Nova specification "libvirt: AMD SEV-ES", "为SEV和SEV-ES的MEM_ENCRYPTION_CONTEXT资源类提供正确的库存"; placement
 * placement/objects/allocation_candidate.py: traits decide whose slots a guest takes
 */

import { everyModelTrait, modelTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { modelProviders, reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/model-has-no-other-trait`. */
export const novaReportModelHasNoOtherTrait: Invariant = {
  requirement: 'nova/report/model-has-no-other-trait',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      for (const { provider, protection } of modelProviders(report)) {
        const own = modelTrait(report.config, protection);
        const other = provider.traits.find((trait) => everyModelTrait.has(trait) && trait !== own);
        say.check(
          other === undefined,
          report.event,
          () => `${provider.name} has the trait ${other}, which is not that of ${protection}`,
        );
      }
    }
  },
};
