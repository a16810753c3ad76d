import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-explain-kata-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pod = join(folder, 'pod.yaml');
writeFileSync(
  pod,
  `apiVersion: v1
kind: Pod
metadata: { name: pod-snp }
spec:
  runtimeClassName: kata-qemu-snp
  containers: [{ name: cc-snp, image: alpine }]
`,
);

const cluster = join(folder, 'cluster.json');
writeFileSync(cluster, JSON.stringify({ configuration: { 'qemu-snp': { firmware: '/none.fd' } } }));

async function explained(...words: string[]): Promise<string> {
  const host = ['--stack', 'kata', '--host', 'genoa', '--vmi', pod];
  return (await fauxmetal('explain', ...host, ...words)).printed;
}

describe('fauxmetal explain, for a confidential pod', () => {
  it('follows it from the kernel’s parameter to its key ID, by QEMU’s arguments', async () => {
    const printed = await explained('--setting', 'min-sev-asid=100');
    for (const part of [
      /amd\.feature\.node\.kubernetes\.io\/snp +true\n +\/sys\/module\/kvm_amd\/parameters\/sev_snp:1: Y\n/,
      /sev-snp\.amd\.com\/esids +99\n +\/sys\/fs\/cgroup\/misc\.capacity:2: sev_es 99\n/,
      '\n  -object sev-snp-guest,id=snp,cbitpos=51,reduced-phys-bits=1,kernel-hashes=on,policy=196608\n',
      '\n  -no-user-config\n',
      'key ID 1 of sev_es 1…99 (1 in use, 98 free)',
      'pod-snp: Running on genoa, it runs',
    ]) {
      expect(printed).toMatch(part);
    }
  });

  it('shows QEMU’s own words where it did not start, and no code of a libvirt that was not asked', async () => {
    const printed = await explained('--setting', 'min-sev-asid=100', '--cluster', cluster);
    expect(printed).toMatch(/qemu-system-x86_64: could not load PC BIOS '\/none\.fd' \(really:\s+firmware-missing\)/);
  });
});
