/**
 * Checks: a provider of a model that the host cannot run has no slot left to give.
 * Does not check: providers of models the host can run.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py removes it; what cannot be removed must not attract guests that cannot
 * start
 */

import type { Invariant } from '../../invariant.js';
import { isOpen, modelProviders, nestedReports } from '../../nova-views.js';

/** Judge of `nova/report/closed-providers-offer-nothing`. */
export const novaReportClosedProvidersOfferNothing: Invariant = {
  requirement: 'nova/report/closed-providers-offer-nothing',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      for (const each of modelProviders(report)) {
        if (report.models[each.protection].launchable) continue;
        say.check(
          !isOpen(each),
          report.event,
          () => `${each.provider.name} has slots left for guests that ${report.host} cannot run`,
        );
      }
    }
  },
};
