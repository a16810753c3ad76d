/**
 * Checks: the text.
 * Does not check: what stopped it.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (validateVMIForSEVAttestation)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/needs-pause`. */
export const needsPause: Invariant = requestRule('kubevirt/attestation/needs-pause', 'needs-pause');
