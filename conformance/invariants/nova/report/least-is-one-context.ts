/**
 * Checks: min_unit and step_size of every inventory of slots are 1.
 * Does not check: other fields.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py (_update_provider_tree_for_memory_encryption)
 */

import { encryptionContext } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/least-is-one-context`. */
export const novaReportLeastIsOneContext: Invariant = {
  requirement: 'nova/report/least-is-one-context',
  judge(evidence, say) {
    for (const { after, event } of reportsOf(evidence)) {
      for (const { name, inventories } of after) {
        const slots = inventories[encryptionContext];
        if (slots === undefined) continue;
        const { min_unit: least, step_size: step } = slots;
        say.check(
          least === 1 && step === 1,
          event,
          () => `${name} says min_unit ${least} and step_size ${step}, expected 1 and 1`,
        );
      }
    }
  },
};
