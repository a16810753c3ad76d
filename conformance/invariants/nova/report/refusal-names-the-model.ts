/**
 * Checks: the log of a service that refuses names a model of which it has a guest that it does not support.
 * Does not check: the other words.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py: "This host has instances with the memory encryption feature by %s
 * enabled"
 */

import { modelOf } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { orphanOf } from '../../nova-orphans.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/refusal-names-the-model`. */
export const novaReportRefusalNamesTheModel: Invariant = {
  requirement: 'nova/report/refusal-names-the-model',
  judge(evidence, say) {
    for (const report of lookAtNova(evidence).reports) {
      const { event, host, guests } = report;
      if (event.decision.refusesToServe !== true || orphanOf(report) === undefined) continue;
      const models = [...guests.values()].flatMap((each) => (each === 'none' ? [] : [modelOf[each]]));
      const named = event.decision.problems.some((line) => models.some((model) => line.includes(`by ${model} enabled`)));
      say.check(named, event, () => `${host} refuses to serve and says ${JSON.stringify(event.decision.problems)}`);
    }
  },
};
