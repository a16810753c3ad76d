/**
 * Checks: the text.
 * Does not check: whether it stands still (needs-pause).
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (validateVMIForSEVAttestation)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/needs-running-guest`. */
export const needsRunningGuest: Invariant = requestRule('kubevirt/attestation/needs-running-guest', 'needs-running');
