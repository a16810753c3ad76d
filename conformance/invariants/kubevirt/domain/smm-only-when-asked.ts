/**
 * Checks: features/smm against features.smm of the request.
 * Does not check: whether SMM works with the protection.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/hypervisor_features.go; QEMU, "TDX VM doesn't support
 * SMM"
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/smm-only-when-asked`. */
export const smmOnlyWhenAsked: Invariant = {
  requirement: 'kubevirt/domain/smm-only-when-asked',
  judge(evidence, say) {
    for (const { event, document, vmi } of look(evidence).documents) {
      const on = document.smm !== undefined && document.smm !== 'off';
      const allowed = vmi.smm && event.protection !== 'tdx';
      say.check(
        !on || allowed,
        event,
        () => `${event.guest} (${event.protection}) has smm ${quoted(document.smm)}, which was not asked for`,
      );
    }
  },
};
