import {
  kubevirt,
  kubevirtMemoryOverhead,
  kubevirtQuirks,
  kubevirtRelease,
  kubevirtReleaseNames,
} from '../../sim/stacks/kubevirt/index.js';
import { releaseWords } from '../../sim/stacks/releases.js';
import { kubevirtDraws } from '../arbitraries/command-draws.js';
import { guestObject } from '../commands/guest-object.js';
import { requestedProtection } from '../commands/requested-protection.js';
import { requirementsOf } from '../requirements/index.js';
import { kubevirtFamilies } from '../runner/enumerate/kubevirt-families.js';
import { kubevirtSituations } from '../runner/marks/situations.js';
import { underFaults } from '../runner/marks/under-faults.js';
import { kubevirtGuestRequests } from './kubevirt-guest-requests.js';
import { kubevirtNodeEdits } from './kubevirt-node-edits.js';
import { kubevirtSources } from './kubevirt-sources.js';
import { kubevirtSpoils } from './kubevirt-spoils.js';
import type { StackKit } from './stack-kit.js';

/**
 * A cluster whose limits are far above any key pool, so that key IDs are what runs out: upstream's defaults of 1000 devices and
 * 110 pods a node are below the 1006 key IDs of a Zen 4 host and would hide them.
 */
const roomy = { maxDevices: 4000, maxPods: 4000 };

/** The gates of devices that some guests have; those of memory encryption come before them. */
const deviceGates = ['VSOCK', 'HostDevices'];
const allGates = ['WorkloadEncryptionSEV', 'WorkloadEncryptionTDX', ...deviceGates];

/** KubeVirt with VEP #80: all feature gates open. */
export const kubevirtKit: StackKit = {
  stack: 'kubevirt',
  subject: (quirks, technologies) => kubevirt({ quirks, ...(technologies !== undefined && { technologies }) }),
  quirks: kubevirtQuirks.map(({ releases, choices: _, ...told }) => ({
    ...told,
    releases: releaseWords(releases),
    ranges: releases,
  })),
  releases: kubevirtReleaseNames,
  release: kubevirtRelease,
  request: guestObject,
  plainGuest: { firmware: 'efi', secureBoot: false },
  spoils: kubevirtSpoils,
  guestRequests: kubevirtGuestRequests,
  nodeEdits: kubevirtNodeEdits,
  nodeLabels: {
    'topology.kubernetes.io/zone': 'a',
    'kubevirt.io/tdx-pool': 'blue',
    'kubevirt.io/sev-snp': 'true',
    'kubevirt.io/s390-pv': 'true',
  },
  config: { ...roomy, featureGates: allGates },
  otherConfigs: [
    { ...roomy, featureGates: ['WorkloadEncryptionSEV', ...deviceGates] },
    { ...roomy, featureGates: ['WorkloadEncryptionTDX', ...deviceGates], disabledFeatureGates: ['WorkloadEncryptionSEV'] },
    { ...roomy, featureGates: deviceGates },
    { ...roomy, featureGates: [] },
    { ...roomy, featureGates: allGates, attestationEnforced: true },
    { ...roomy, featureGates: allGates, qgsSocketPath: '/run/elsewhere/qgs.socket' },
    { ...roomy, featureGates: allGates, qgsSocketPath: '/run/elsewhere/qgs.socket', attestationEnforced: true },
    { ...roomy, featureGates: allGates, qgsSocketPath: '' },
    { ...roomy, featureGates: allGates, additionalGuestMemoryOverheadRatio: '1.5' },
    { ...roomy, featureGates: allGates, disableFreePageReporting: true, vmRolloutStrategy: 'Stage' },
    { ...roomy, featureGates: allGates, obsoleteCPUModels: { 'EPYC-Rome': true, 'EPYC-Genoa': true, SapphireRapids: true } },
  ],
  firmwareChoices: [
    { ovmf: 'edk2-without-cc', config: { ...roomy, featureGates: allGates } },
    { ovmf: 'edk2-links', config: { ...roomy, featureGates: allGates, ovmfDirectory: '/usr/share/OVMF' } },
    { ovmf: 'edk2', config: { ...roomy, featureGates: [...allGates, 'FirmwareAutoSelection'] } },
  ],
  requirements: requirementsOf('kubevirt'),
  draws: kubevirtDraws,
  families: kubevirtFamilies,
  situations: [...kubevirtSituations, ...underFaults],
  knowsNoFault: new Set(),
  sources: kubevirtSources,
  memoryOverhead: kubevirtMemoryOverhead,
  guestKinds: {
    VirtualMachineInstance: 'instance',
    VirtualMachine: 'machine',
    VirtualMachineInstanceReplicaSet: 'replica-set',
    VirtualMachinePool: 'pool',
  },
  relatedKinds: [
    'VirtualMachineInstancetype',
    'VirtualMachineClusterInstancetype',
    'VirtualMachinePreference',
    'VirtualMachineClusterPreference',
  ],
  protectionOf: requestedProtection,
};
