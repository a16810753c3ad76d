/**
 * Checks: every file below /sys/module/kvm_amd/parameters or kvm_intel, down to the line feed.
 * Does not check: whether the value itself is right; modules that are not loaded.
 * Source: Linux include/linux/moduleparam.h (param_get_bool, param_get_uint)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `host/shown/module-parameters`. */
export const shownModuleParameters: Invariant = {
  requirement: 'host/shown/module-parameters',
  judge(evidence, say) {
    for (const event of look(evidence).inspections) {
      const { module, parameters } = event.truth.kvm;
      for (const [name, value] of Object.entries(parameters)) {
        const found = event.files[`/sys/module/${module}/parameters/${name}`];
        const expected = typeof value === 'number' ? `${value}\n` : value ? 'Y\n' : 'N\n';
        say.check(
          found === expected,
          event,
          () => `${event.host}: parameter ${name} of ${module} reads ${quoted(found)}, expected ${quoted(expected)}`,
        );
      }
    }
  },
};
