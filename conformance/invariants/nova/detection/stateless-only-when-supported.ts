/**
 * Checks: with libvirt before 8.6.0, without UEFI firmware, or where libvirt's answers about all machine types say nothing of it, the
 * compute node lacks COMPUTE_SECURITY_STATELESS_FIRMWARE.
 * Does not check: hosts that can; answers that cannot be read.
 * Source: Nova specification "libvirt: Stateless firmware support", "equal or newer than v8.6.0"; Nova 34.0.0
 * nova/virt/libvirt/driver.py looks at the version alone, even where there is no UEFI
 */

import { knowsStateless } from '../../../model/nova-detection.js';
import { statelessTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { capabilityOnlyWhen } from '../../nova-capability-judges.js';

/** Judge of `nova/detection/stateless-only-when-supported`. */
export const novaDetectionStatelessOnlyWhenSupported: Invariant = capabilityOnlyWhen(
  'nova/detection/stateless-only-when-supported',
  { trait: statelessTrait, has: knowsStateless, sign: "name='firmware'" },
);
