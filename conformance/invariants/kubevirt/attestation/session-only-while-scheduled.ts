/**
 * Checks: the text that names the phase.
 * Does not check: guests in that phase.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (SEVSetupSessionHandler)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/session-only-while-scheduled`. */
export const sessionOnlyWhileScheduled: Invariant = requestRule(
  'kubevirt/attestation/session-only-while-scheduled',
  'needs-scheduled',
);
