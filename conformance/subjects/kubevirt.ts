import { kubevirt, kubevirtQuirks } from '../../sim/stacks/kubevirt/index.js';
import { virtualMachineInstance } from '../commands/virtual-machine-instance.js';
import { requirementsOf } from '../requirements/index.js';
import { kubevirtSpoils } from './kubevirt-spoils.js';
import type { StackKit } from './stack-kit.js';

/**
 * A cluster whose limits are far above any key pool, so that key IDs are what runs out: upstream's defaults of 1000 devices and
 * 110 pods a node are below the 1006 key IDs of a Zen 4 host and would hide them.
 */
const roomy = { maxDevices: 4000, maxPods: 4000 };

/** KubeVirt with VEP #80: both feature gates open. */
export const kubevirtKit: StackKit = {
  stack: 'kubevirt',
  subject: (quirks) => kubevirt({ quirks }),
  quirks: kubevirtQuirks,
  request: virtualMachineInstance,
  plainGuest: { firmware: 'efi', secureBoot: false },
  spoils: kubevirtSpoils,
  nodeLabels: {
    'topology.kubernetes.io/zone': 'a',
    'kubevirt.io/tdx-pool': 'blue',
    'kubevirt.io/sev-snp': 'true',
    'kubevirt.io/s390-pv': 'true',
  },
  config: { ...roomy, featureGates: ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX'] },
  otherConfigs: [
    { ...roomy, featureGates: ['WorkloadEncryptionSEV'] },
    { ...roomy, featureGates: ['WorkloadEncryptionTDX'], disabledFeatureGates: ['WorkloadEncryptionSEV'] },
    { ...roomy, featureGates: [] },
  ],
  requirements: requirementsOf('kubevirt'),
};
