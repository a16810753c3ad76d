/**
 * Checks: no provider of a model that was there before, is not reported now and is held by nobody is left.
 * Does not check: models that guests still hold (held-providers-stay).
 * Source: nova@87385d2411: the loop ended with the first model that was gone, and the others stayed until another restart
 */

import { protectionOfProvider } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { isHeld, nestedReports } from '../../nova-views.js';

/** Judge of `nova/report/vanished-models-lose-their-providers`. */
export const novaReportVanishedModelsLoseTheirProviders: Invariant = {
  requirement: 'nova/report/vanished-models-lose-their-providers',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      for (const before of report.before) {
        const protection = protectionOfProvider(report.host, before.name);
        if (protection === undefined || report.models[protection].reported || report.models[protection].launchable) continue;
        if (isHeld(report.heldAfter, before)) continue;
        const left = report.after.some(({ name }) => name === before.name);
        say.check(
          !left,
          report.event,
          () => `${before.name} is still there, but ${report.host} cannot run ${protection} any more`,
        );
      }
    }
  },
};
