import { type ConfidentialProtection, type KeyPool, keyPoolOf, type Protection } from '../../sim/contracts/protection.js';

/**
 * Node label that says a protection is offered. Source: KubeVirt v1.9 `staging/src/kubevirt.io/api/core/v1/types.go`;
 * VEP #80, "detect and label nodes capable of running TDX VMs".
 */
export const labelOf = {
  sev: 'kubevirt.io/sev',
  'sev-es': 'kubevirt.io/sev-es',
  snp: 'kubevirt.io/sev-snp',
  tdx: 'kubevirt.io/tdx',
} as const satisfies Readonly<Record<ConfidentialProtection, string>>;

/** All confidential labels. */
export const confidentialLabels: readonly string[] = Object.values(labelOf);

/**
 * Labels a guest's pod selects, each with the value `true`. SNP guests do not select `sev-es`.
 * Source: KubeVirt `pkg/virt-controller/services/template.go`, `nodeselectorrenderer.go`.
 */
export const selectedLabels: Readonly<Record<Protection, readonly string[]>> = {
  none: [],
  sev: [labelOf.sev],
  'sev-es': [labelOf.sev, labelOf['sev-es']],
  snp: [labelOf.sev, labelOf.snp],
  tdx: [labelOf.tdx],
};

/** Device that gives a SEV-family guest access to `/dev/sev`. */
export const sevDevice = 'devices.kubevirt.io/sev';

/**
 * Extended resource that counts the key IDs of a pool. Source: VEP #80, "the node registers its available key ID resources …
 * applicable to both TDX and SNP"; names of the AMD ones from kubevirt#17638, of TDX from KubeVirt v1.9.
 */
export const keyResourceOf = {
  sev: 'devices.kubevirt.io/sev-asids',
  sev_es: 'devices.kubevirt.io/sev-esids',
  tdx: 'devices.kubevirt.io/tdx',
} as const satisfies Readonly<Record<KeyPool, string>>;

/** All resources only confidential guests ask for. */
export const confidentialResources: readonly string[] = [sevDevice, ...Object.values(keyResourceOf)];

/** Devices every guest's pod asks for, one of each. Source: KubeVirt `pkg/virt-controller/services/renderresources.go`. */
export const ordinaryDevices = ['devices.kubevirt.io/kvm', 'devices.kubevirt.io/tun', 'devices.kubevirt.io/vhost-net'] as const;

/** Device of guests with a socket to their host. */
export const vsockDevice = 'devices.kubevirt.io/vhost-vsock';

/** Is it one of AMD's? They share `/dev/sev`, the feature gate and the memory overhead. */
export function isSevFamily(protection: Protection): boolean {
  return protection === 'sev' || protection === 'sev-es' || protection === 'snp';
}

/** Confidential resources a guest's pod asks for, one of each; none for an ordinary guest. */
export function requestedResources(protection: Protection): readonly string[] {
  return requested[protection];
}

const requested: Readonly<Record<Protection, readonly string[]>> = {
  none: [],
  sev: [sevDevice, keyResourceOf[keyPoolOf.sev]],
  'sev-es': [sevDevice, keyResourceOf[keyPoolOf['sev-es']]],
  snp: [sevDevice, keyResourceOf[keyPoolOf.snp]],
  tdx: [keyResourceOf[keyPoolOf.tdx]],
};
