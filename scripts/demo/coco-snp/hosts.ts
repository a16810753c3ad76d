import type { HostTree } from '../../../sim/surfaces/index.js';
import { table } from '../../table.js';
import type { Cluster, ClusterNode } from '../cluster.js';
import { fileOf, grep } from '../host-shell.js';
import { StepFailure, type Teller } from '../story.js';

/** The host’s log, its parameters, and what a check like `snphost ok` finds. */
export function showHost({ name, tree }: ClusterNode, teller: Teller): void {
  teller.run(`${name}#`, 'dmesg | grep -i -e snp -e sev', grep(fileOf(tree, '/var/log/dmesg'), /snp|sev/i));
  for (const path of [parameter('sev_snp'), '/sys/fs/cgroup/misc.capacity'])
    teller.run(`${name}#`, `cat ${path}`, fileOf(tree, path));
  teller.run(`${name}#`, 'snphost ok');
  const checks = checksOf(tree);
  teller.output(checks.map(([what, passed]) => `[ ${passed ? 'PASS' : 'FAIL'} ] - ${what}`).join('\n'));
  const failed = checks.find(([, passed]) => !passed);
  if (failed !== undefined) throw new StepFailure('host', `the host is not ready: ${failed[0]}`);
}

function checksOf(tree: HostTree): readonly (readonly [what: string, passed: boolean])[] {
  const cpu = fileOf(tree, '/proc/cpuinfo');
  const flags = /^flags\s*:\s*(.*)$/m.exec(cpu)?.[1]?.split(' ') ?? [];
  return [
    ['AMD CPU', /^vendor_id\s*:\s*AuthenticAMD/m.test(cpu)],
    ['SEV Support', flags.includes('sev')],
    ['SEV-ES Support', flags.includes('sev_es')],
    ['SEV-SNP Support', flags.includes('sev_snp')],
    ['/dev/sev Readable', tree.stat('/dev/sev') !== undefined],
    ['KVM Supported', tree.stat('/dev/kvm') !== undefined],
    ...(['sev', 'sev_es', 'sev_snp'] as const).map(
      (each) => [`KVM parameter ${each}`, fileOf(tree, parameter(each)).startsWith('Y')] as const,
    ),
  ];
}

function parameter(name: string): string {
  return `/sys/module/kvm_amd/parameters/${name}`;
}

/** Labels and key IDs by Node Feature Discovery and kata-deploy’s rules. */
export function showNodes({ nodes }: Cluster, teller: Teller): void {
  const label = 'amd.feature.node.kubernetes.io/snp';
  teller.run('admin$', `kubectl get nodes -L ${label}`);
  const rows = nodes.map(({ name, decision }) => [name, 'Ready', decision.labels[label] ?? '']);
  teller.output(table(['NAME', 'STATUS', 'SNP'], rows, 80));
  for (const { name, decision } of nodes) {
    teller.run('admin$', `kubectl get node ${name} -o jsonpath='{.status.allocatable}'`, JSON.stringify(decision.resources));
  }
}
