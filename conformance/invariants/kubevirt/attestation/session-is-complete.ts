/**
 * Checks: the text that names what is missing.
 * Does not check: whether session and certificate are what they claim to be.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (SEVSetupSessionHandler)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/session-is-complete`. */
export const sessionIsComplete: Invariant = requestRule('kubevirt/attestation/session-is-complete', 'session-is-complete');
