/**
 * Checks: a confidential request without an efi bootloader is refused with "… requires OVMF (UEFI)".
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/efi-required`. */
export const efiRequired: Invariant = admissionRule('kubevirt/admission/efi-required', 'efi-required');
