/**
 * Checks: every provider of slots has the trait of its own model.
 * Does not check: other traits.
 * Source: Nova specification "libvirt: AMD SEV-ES", "trait:HW_CPU_AMD_SEV_ES"; os-traits calls it HW_CPU_X86_AMD_SEV_ES
 * today
 */

import { modelTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { modelProviders, reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/model-has-its-trait`. */
export const novaReportModelHasItsTrait: Invariant = {
  requirement: 'nova/report/model-has-its-trait',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      for (const { provider, protection } of modelProviders(report)) {
        const trait = modelTrait(report.config, protection);
        say.check(provider.traits.includes(trait), report.event, () => `${provider.name} lacks the trait ${trait}`);
      }
    }
  },
};
