/**
 * Checks: a request for a device of the host while the gate HostDevices is closed is refused with the gate's message.
 * Does not check: whether a host has such a device.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go
 * (validateHostDevicesWithPassthroughEnabled)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/host-devices-gate`. */
export const hostDevicesGate: Invariant = admissionRule('kubevirt/admission/host-devices-gate', 'host-devices-gate');
