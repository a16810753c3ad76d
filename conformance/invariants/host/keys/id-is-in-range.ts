/**
 * Checks: the id of each started guest lies in the range its protection draws from.
 * Does not check: which free id is taken.
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_hardware_setup); Linux arch/x86/virt/vmx/tdx/tdx.c
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/id-is-in-range`. */
export const keyIdIsInRange: Invariant = {
  requirement: 'host/keys/id-is-in-range',
  judge(evidence, say) {
    for (const { event, range } of look(evidence).starts) {
      const { result } = event;
      if (!result.started || result.keyId === undefined || range === undefined) continue;
      const { keyId } = result;
      const holds = keyId >= range.first && keyId < range.first + range.size;
      say.check(
        holds,
        event,
        () =>
          `${event.guest} (${event.protection}) was given key ID ${keyId}, outside ${range.first}–${range.first + range.size - 1}`,
      );
    }
  },
};
