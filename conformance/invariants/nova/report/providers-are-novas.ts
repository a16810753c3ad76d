/**
 * Checks: every provider of slots has the trait OWNER_NOVA.
 * Does not check: the compute node.
 * Source: nova@dc56671164: OWNER_NOVA keeps other services away from it
 */

import { ownerTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { modelProviders, reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/providers-are-novas`. */
export const novaReportProvidersAreNovas: Invariant = {
  requirement: 'nova/report/providers-are-novas',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      for (const { provider } of modelProviders(report))
        say.check(provider.traits.includes(ownerTrait), report.event, () => `${provider.name} lacks the trait ${ownerTrait}`);
    }
  },
};
