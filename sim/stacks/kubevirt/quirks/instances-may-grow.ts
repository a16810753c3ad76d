import type { Quirk } from './quirk.js';

/** Memory that grows is refused for confidential machines and pools, but not for instances and replica sets. */
export const instancesMayGrow: Quirk = {
  name: 'instances-may-grow',
  sentence: 'Memory that grows is refused for confidential machines and pools, but not for instances and replica sets.',
  releases: [{ product: 'kubevirt', from: '1.1' }],
  source: 'KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go (validateLiveUpdateFeatures)',
  killedBy: 'kubevirt/admission/memory-stays',
  choices: { formsThatMayGrow: ['instance', 'replica-set'] },
};
