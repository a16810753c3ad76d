/**
 * Checks: os/nvram is absent.
 * Does not check: SEV guests.
 * Source: VEP #80 names no variable store; KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/os.go
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf } from '../../views.js';

/** Judge of `kubevirt/domain/snp-and-tdx-are-stateless`. */
export const snpAndTdxAreStateless: Invariant = {
  requirement: 'kubevirt/domain/snp-and-tdx-are-stateless',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection === 'snp' || protection === 'tdx')) {
      say.check(document.nvram === undefined, event, () => `${event.guest} (${event.protection}) has an nvram element`);
    }
  },
};
