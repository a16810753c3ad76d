/**
 * Checks: the text that names the gate.
 * Does not check: guests that exist all the same: closing a gate stops none.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (ensureSEVEnabled)
 */

import type { Invariant } from '../../invariant.js';
import { requestRule } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/closed-gate`. */
export const closedGate: Invariant = requestRule('kubevirt/attestation/closed-gate', 'gate');
