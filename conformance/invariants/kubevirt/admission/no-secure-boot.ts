/**
 * Checks: a SEV-family request whose efi.secureBoot is true or absent is refused with "… does not work along with
 * SecureBoot".
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/no-secure-boot`. */
export const noSecureBoot: Invariant = admissionRule('kubevirt/admission/no-secure-boot', 'no-secure-boot');
