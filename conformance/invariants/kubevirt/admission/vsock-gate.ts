/**
 * Checks: a request for a vsock device while the gate VSOCK is closed is refused with the gate's message.
 * Does not check: whether a confidential guest's driver can use the device.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (validateVSOCK)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/vsock-gate`. */
export const vsockGate: Invariant = admissionRule('kubevirt/admission/vsock-gate', 'vsock-gate');
