/**
 * Checks: the text.
 * Does not check: what the certificates are (certificates-are-current).
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (SEVFetchCertChainRequestHandler)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/certificates-need-a-node`. */
export const certificatesNeedANode: Invariant = requestRule('kubevirt/attestation/certificates-need-a-node', 'needs-node');
