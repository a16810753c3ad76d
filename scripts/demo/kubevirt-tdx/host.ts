import { intelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import type { TdxPlatform } from '../../../sim/attestation/intel/platform/tdx-platform.js';
import { tdxPlatformOf } from '../../attest/tdx-platform-of.js';
import type { Break } from '../breaks.js';
import type { Cluster, ClusterNode } from '../cluster.js';
import { fileOf, grep } from '../host-shell.js';
import type { Teller } from '../story.js';

/** Where administrators of the cluster type. */
export const controlPlane = 'admin$';

/** Feature gates of the article: TDX itself, and VSOCK for one of its two ways. */
export const gates = ['WorkloadEncryptionTDX', 'VSOCK'] as const;

/** The host’s log, its parameter and its keys. */
export function showHost({ name, tree }: ClusterNode, teller: Teller): void {
  const log = fileOf(tree, '/var/log/dmesg');
  teller.run(`${name}#`, 'dmesg | grep -i tdx', grep(log, /tdx/i));
  for (const path of ['/sys/module/kvm_intel/parameters/tdx', '/sys/fs/cgroup/misc.capacity']) {
    teller.run(`${name}#`, `cat ${path}`, fileOf(tree, path));
  }
}

/** The gate, and what KubeVirt’s agents say of the nodes. */
export function showLabels({ nodes }: Cluster, teller: Teller): void {
  const gate = { spec: { configuration: { developerConfiguration: { featureGates: gates } } } };
  teller.run(controlPlane, `kubectl -n kubevirt patch kubevirt kubevirt --type merge -p '${JSON.stringify(gate)}'`);
  teller.run(controlPlane, 'kubectl get nodes -L kubevirt.io/tdx');
  const rows = nodes.map(({ name, decision }) => `${name}   Ready   ${decision.labels['kubevirt.io/tdx'] ?? ''}`.trimEnd());
  teller.output(['NAME     STATUS  TDX', ...rows].join('\n'));
}

/** The machine as its quoting enclave knows it, and what may be wrong with that. */
export function spoiltPlatform({ name, description }: ClusterNode, broken: Break | undefined, teller: Teller): TdxPlatform {
  const authorities = intelAuthorities(broken === 'root' ? 'foreign' : 'fauxmetal');
  const platform = tdxPlatformOf(name, description, authorities);
  teller.run(`${name}#`, 'systemctl is-active qgsd', 'active');
  teller.run(`${name}#`, 'cat /etc/qgs.conf', 'port = 4050\nnumber_threads = 4');
  teller.remark(`FMSPC ${Buffer.from(platform.identity.fmspc).toString('hex').toUpperCase()}; all keys are simulated`);
  if (broken !== 'cert-chain') return platform;
  const leaf = platform.pck.chainPem.slice(0, platform.pck.chainPem.indexOf('-----BEGIN', 1));
  const chainPem = leaf + authorities.processorCa.pem + authorities.root.pem;
  return { ...platform, pck: { ...platform.pck, chainPem } };
}
