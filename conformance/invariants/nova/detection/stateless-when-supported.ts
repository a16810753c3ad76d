/**
 * Checks: with libvirt 8.6.0 or later and UEFI firmware the compute node has COMPUTE_SECURITY_STATELESS_FIRMWARE.
 * Does not check: whether there is an image made for it.
 * Source: Nova specification "libvirt: Stateless firmware support", "report the supports_stateless_firmware capability when
 * the version is equal or newer than v8.6.0"
 */

import { knowsStateless } from '../../../model/nova-detection.js';
import { statelessTrait } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { capabilityWhen } from '../../nova-capability-judges.js';

/** Judge of `nova/detection/stateless-when-supported`. */
export const novaDetectionStatelessWhenSupported: Invariant = capabilityWhen('nova/detection/stateless-when-supported', {
  trait: statelessTrait,
  has: knowsStateless,
});
