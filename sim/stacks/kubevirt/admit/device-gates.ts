import { gateIsOpen } from '../feature-gates.js';
import { invalid, noCauses } from './cause.js';
import type { Rule } from './rule.js';

/** A vsock device stands behind a gate. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateVSOCK). */
export const vsockGateRule: Rule = ({ spec }, at, config, choices) => {
  if (spec.domain.devices?.autoattachVSOCK !== true || gateIsOpen(config, 'VSOCK', choices.gatesOfRelease)) return noCauses;
  return [invalid(`${at}.domain.devices.autoattachVSOCK`, 'VSOCK feature gate is not enabled in kubevirt-config')];
};

/**
 * So do devices of the host. That a confidential guest has one is no mistake: its own memory stays encrypted, and VEP #80 leaves only
 * confidential devices to others. Source: KubeVirt v1.9 `vmi-create-admitter.go` (validateHostDevicesWithPassthroughEnabled).
 */
export const hostDevicesGateRule: Rule = ({ spec }, at, config, choices) => {
  if (spec.domain.devices?.hostDevices === undefined || gateIsOpen(config, 'HostDevices', choices.gatesOfRelease))
    return noCauses;
  return [invalid(`${at}.${choices.hostDevicesField}`, 'Host Devices feature gate is not enabled in kubevirt-config')];
};
