/**
 * Checks: an SNP or TDX request with efi.persistent is refused with "… does not work along with Persistent EFI variables".
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/no-persistent-efi`. */
export const noPersistentEfi: Invariant = admissionRule('kubevirt/admission/no-persistent-efi', 'no-persistent-efi');
