import type { Quirk } from './quirk.js';

/** Refusals of host devices point at spec.HostDevices, which no object has. */
export const hostDevicesFieldPath: Quirk = {
  name: 'host-devices-field-path',
  sentence: 'Refusals of host devices point at spec.HostDevices, which no object has.',
  releases: [{ product: 'kubevirt', from: '0.36' }],
  source:
    'KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (validateHostDevicesWithPassthroughEnabled)',
  killedBy: 'kubevirt/admission/field-path-resolves',
  choices: { hostDevicesField: 'HostDevices' },
};
