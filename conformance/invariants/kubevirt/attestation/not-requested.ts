/**
 * Checks: the text.
 * Does not check: guests in a phase that is refused before.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go; pkg/util/amd64.go (IsSEVAttestationRequested)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/not-requested`. */
export const notRequested: Invariant = requestRule('kubevirt/attestation/not-requested', 'attestation-asked');
