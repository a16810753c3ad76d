/**
 * Checks: where firmware that needs system-management mode is installed, the compute node has
 * COMPUTE_SECURITY_UEFI_SECURE_BOOT.
 * Does not check: for which machine type.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py (supports_secure_boot), nova/virt/driver.py (CAPABILITY_TRAITS_MAP)
 */

import { hasSecureBoot } from '../../../model/nova-detection.js';
import { secureBootTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { capabilityWhen } from '../../nova-capability-judges.js';

/** Judge of `nova/detection/secure-boot-when-supported`. */
export const novaDetectionSecureBootWhenSupported: Invariant = capabilityWhen('nova/detection/secure-boot-when-supported', {
  trait: secureBootTrait,
  has: hasSecureBoot,
});
