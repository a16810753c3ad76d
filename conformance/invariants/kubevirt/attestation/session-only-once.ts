/**
 * Checks: the text.
 * Does not check: a new life of the same guest, which needs a new session.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (SEVSetupSessionHandler)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/session-only-once`. */
export const sessionOnlyOnce: Invariant = requestRule('kubevirt/attestation/session-only-once', 'session-once');
