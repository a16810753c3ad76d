/**
 * Checks: where no firmware needs system-management mode, or libvirt's answers about all machine types say nothing of it, the
 * compute node lacks COMPUTE_SECURITY_UEFI_SECURE_BOOT.
 * Does not check: hosts that have such firmware; answers that cannot be read.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py (supports_secure_boot), nova/virt/driver.py (CAPABILITY_TRAITS_MAP)
 */

import { hasSecureBoot } from '../../../model/nova-detection.js';
import { secureBootTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { capabilityOnlyWhen } from '../../nova-capability-judges.js';

/** Judge of `nova/detection/secure-boot-only-when-supported`. */
export const novaDetectionSecureBootOnlyWhenSupported: Invariant = capabilityOnlyWhen(
  'nova/detection/secure-boot-only-when-supported',
  { trait: secureBootTrait, has: hasSecureBoot, sign: "name='secure'" },
);
