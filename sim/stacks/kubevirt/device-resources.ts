import type { KeyPool } from '../../contracts/protection.js';
import type { FeatureGate } from './feature-gates.js';
import { nodeLabels } from './label/node-labels.js';

/** Extended resources every guest's pod asks for. Source: KubeVirt v1.9 `pkg/virt-controller/services/template.go`. */
export const deviceResources = {
  kvm: 'devices.kubevirt.io/kvm',
  tun: 'devices.kubevirt.io/tun',
  vhostNet: 'devices.kubevirt.io/vhost-net',
  /** Access to `/dev/sev`; asked for by every SEV-family guest, and not a count of key IDs. */
  sev: 'devices.kubevirt.io/sev',
  /** A socket between guest and host, behind the gate `VSOCK`. */
  vhostVsock: 'devices.kubevirt.io/vhost-vsock',
  /** TDX key IDs in Intel's fork, which writes them into the node's status. */
  patchedTdx: 'intel.kubevirt.io/tdx',
} as const;

/** An extended resource that counts one pool of key IDs. */
export interface KeyResource {
  /** Resource of the kernel's misc controller it is counted from. */
  readonly pool: KeyPool;
  readonly name: string;
  readonly gate: FeatureGate;
  /** Label of a node that should have it. */
  readonly label: string;
  /** How virt-handler calls the technology and its plugin. */
  readonly technology: string;
  readonly plugin: string;
}

/**
 * One countable resource per pool, as VEP #80 asks for TDX and SNP alike. `tdx` is upstream's since v1.9, `sev-esids` is proposed
 * by kubevirt#17638, `sev-asids` follows its pattern. SEV-ES and SNP share a pool because the kernel charges both to `sev_es`.
 */
export const keyResources: readonly KeyResource[] = [
  {
    pool: 'sev',
    name: 'devices.kubevirt.io/sev-asids',
    gate: 'WorkloadEncryptionSEV',
    label: nodeLabels.sev,
    technology: 'SEV',
    plugin: 'sev-asids',
  },
  {
    pool: 'sev_es',
    name: 'devices.kubevirt.io/sev-esids',
    gate: 'WorkloadEncryptionSEV',
    label: nodeLabels.sevEs,
    technology: 'SEV-ES',
    plugin: 'sev-esids',
  },
  {
    pool: 'tdx',
    name: 'devices.kubevirt.io/tdx',
    gate: 'WorkloadEncryptionTDX',
    label: nodeLabels.tdx,
    technology: 'TDX',
    plugin: 'TDX-QGS',
  },
];
