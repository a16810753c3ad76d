/**
 * Checks: reserved is what is configured for the model, all slots at most.
 * Does not check: providers kept for guests of a model that is gone.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py reports reserved 0; an operator who shares a host with another stack
 * holds some back
 */

import { reservedContexts } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { modelProviders, nestedReports } from '../../nova-views.js';

/** Judge of `nova/report/reserved-as-configured`. */
export const novaReportReservedAsConfigured: Invariant = {
  requirement: 'nova/report/reserved-as-configured',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      for (const { provider, protection, inventory } of modelProviders(report)) {
        if (inventory === undefined || !report.models[protection].reported) continue;
        const wanted = Math.min(reservedContexts(report.config, protection), inventory.total);
        say.check(
          inventory.reserved === wanted,
          report.event,
          () => `${provider.name} holds back ${inventory.reserved} slots, expected ${wanted}`,
        );
      }
    }
  },
};
