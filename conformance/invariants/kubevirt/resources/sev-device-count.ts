/**
 * Checks: devices.kubevirt.io/sev equals the configured number of devices where /dev/sev is there and the gate is open.
 * Does not check: key IDs, which have resources of their own.
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go (max-devices, default 1000)
 */

import { sevDevice } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { keyResourceCount } from '../../resource-judges.js';

/** Judge of `kubevirt/resources/sev-device-count`. */
export const sevDeviceCount: Invariant = keyResourceCount('kubevirt/resources/sev-device-count', sevDevice);
