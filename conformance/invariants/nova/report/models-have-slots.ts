/**
 * Checks: every provider named for a model has an inventory of MEM_ENCRYPTION_CONTEXT and of nothing else.
 * Does not check: how many.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py: a total of 0 makes no provider, and removes one
 */

import { encryptionContext } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { modelProviders, reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/models-have-slots`. */
export const novaReportModelsHaveSlots: Invariant = {
  requirement: 'nova/report/models-have-slots',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      for (const { provider } of modelProviders(report)) {
        const classes = Object.keys(provider.inventories);
        say.check(
          classes.length === 1 && classes[0] === encryptionContext,
          report.event,
          () => `${provider.name} has ${classes.join(', ') || 'nothing'}, expected ${encryptionContext} alone`,
        );
      }
    }
  },
};
