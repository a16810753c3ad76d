import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../explain/explanation.js';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const snp = 'scripts/explain/examples/vep-80-sev-snp.yaml';
const tdx = 'scripts/explain/examples/vep-80-tdx.yaml';

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function explained(...words: string[]): Promise<Explanation> {
  return JSON.parse((await fauxmetal('explain', ...words, '--json')).printed) as Explanation;
}

describe('fauxmetal explain, for the examples of VEP #80', () => {
  it('follows the SNP guest from the bytes of its label to its key ID', async () => {
    const { printed, exitCode } = await fauxmetal('explain', '--host', 'genoa', '--setting', 'min-sev-asid=100', '--vmi', snp);
    expect(exitCode).toBe(0);
    for (const part of [
      /kubevirt\.io\/sev-snp +true\n +\S*virsh_domcapabilities\.xml:\d+\n +<launchSecurity supported='yes'>/,
      '/sys/module/kvm_amd/parameters/sev_snp:1: Y\n',
      /devices\.kubevirt\.io\/sev-esids +99\n +\/sys\/fs\/cgroup\/misc\.capacity:2: sev_es 99\n/,
      'admit  sev-snp-vm  accepted\n',
      '+ spec.domain.machine: {"type":"q35"}',
      'kubevirt.io/sev-snp=true\n',
      '1 devices.kubevirt.io/sev-esids\n',
      '1570 MiB = 1024 MiB for the guest + 546 MiB overhead',
      /2 MiB page tables, 240 MiB launcher and QEMU, 8 MiB vCPUs,\s+8\s+MiB\s+I\/O\s+thread,\s+32\s+MiB\s+graphics,\s+256\s+MiB\s+encryption/,
      'node     genoa: chosen',
      "<launchSecurity type='sev-snp'>\n      <policy>0x30000</policy>",
      'key ID 1 of sev_es 1…99 (1 in use, 98 free)',
      'sev-snp-vm: Running on genoa, it runs',
    ])
      expect(printed).toMatch(part);
    expect(printed).not.toContain('✗');
  });

  it('follows the TDX guest likewise', async () => {
    const { printed } = await fauxmetal('explain', '--host', 'emerald-rapids', '--vmi', tdx);
    for (const part of [
      /kubevirt\.io\/tdx +true\n +\S*virsh_domcapabilities\.xml:\d+\n +<tdx supported='yes'\/>\n/,
      /devices\.kubevirt\.io\/tdx +31\n +\/sys\/fs\/cgroup\/misc\.capacity:1: tdx 31\n/,
      "<quoteGenerationService path='/var/run/tdx-qgs/qgs.socket'/>",
      /key ID \d+ of tdx 33…63/,
      'tdx-vm: Running on emerald-rapids, it runs',
    ])
      expect(printed).toMatch(part);
    expect(printed).not.toContain('✗');
  });

  it('tells node by node why nothing fits', async () => {
    const { printed, exitCode } = await fauxmetal('explain', '--host', 'genoa', '--host', 'emerald-rapids', '--vmi', snp);
    expect(exitCode).toBe(0);
    expect(printed).toContain('schedule  sev-snp-vm  fits nowhere\n');
    expect(printed).toContain('node     emerald-rapids: does not fit\n');
    expect(printed).toContain("node(s) didn't match Pod's node affinity/selector\n");
    expect(printed).toContain('selects kubevirt.io/sev-snp=true, the node has no such label\n');
    expect(printed.replace(/\s+/g, ' ')).toContain('no snp (no key ids of that kind)');
    expect(printed).toContain('sev-snp-vm: Scheduling, it does not run');
  });

  it('fits a narrow screen, documents and what it quotes aside', async () => {
    const { printed } = await fauxmetal('explain', '--host', 'genoa', '--setting', 'min-sev-asid=100', '--vmi', snp);
    expect(printed.split('\n').filter((line) => [...line].length > 80 && !/^ +</.test(line))).toEqual([]);
  });

  it('gives the same as plain data', async () => {
    const { steps, guests } = await explained('--host', 'emerald-rapids', '--vmi', tdx);
    expect(guests).toEqual([{ name: 'tdx-vm', protection: 'tdx', running: true, host: 'emerald-rapids', phase: 'Running' }]);
    expect(steps.map(({ step, broken }) => [step, broken])).toEqual([
      [-1, []],
      [0, []],
    ]);
    expect([...new Set(steps.flatMap(({ decisions }) => decisions.map(({ stage }) => stage)))]).toEqual([
      'world',
      'label',
      'admit',
      'run',
      'schedule',
      'kubelet',
      'render',
      'start',
    ]);
  });
});

describe('fauxmetal explain', () => {
  it('says what is wrong with a request, and stops there', async () => {
    const file = written(
      'bios.yaml',
      'apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata: {name: a}\nspec: {domain: {launchSecurity: {snp: {}}, devices: {}}}\n',
    );
    const { printed } = await fauxmetal('explain', '--host', 'genoa', '--vmi', file);
    expect(printed).toContain('admit  a  refused\n');
    expect(printed).toContain('SNP requires OVMF (UEFI)');
    expect(printed).not.toContain('schedule');
  });

  it('spells out what would drive the terminal', async () => {
    const file = written(
      'hostile.yaml',
      'apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata: {name: a}\nspec: {nodeSelector: {"\\e[2J": "\\e[31m"}, domain: {memory: {guest: 64Mi}, devices: {}}}\n',
    );
    const { printed } = await fauxmetal('explain', '--host', 'rome', '--vmi', file);
    expect(printed).not.toContain('\u001b');
    expect(printed).toContain('\\x1b[2J=\\x1b[31m');
  });

  it('shows a release with what it does not look at, and what that breaks', async () => {
    const setting = 'kvm-amd-sev-snp-off';
    const { printed } = await fauxmetal(
      'explain',
      '--host',
      'genoa',
      '--setting',
      'min-sev-asid=100',
      '--setting',
      setting,
      '--vmi',
      snp,
      '--compat',
      'kubevirt@1.9.0',
    );
    expect(printed).toContain('subject: kubevirt/reference as kubevirt 1.9.0\n');
    expect(printed).not.toContain('/sys/module/kvm_amd/parameters/sev_snp');
    expect(printed).toContain('✗ kubevirt/labels/sev-snp-only-when-launchable');
  });

  it('refuses what a release had never heard of, and does not label it', async () => {
    const { printed } = await fauxmetal('explain', '--host', 'emerald-rapids', '--vmi', tdx, '--compat', 'kubevirt@1.5.1');
    expect(printed).toMatch(/kubevirt\.io\/tdx +absent\n/);
    expect(printed).toContain('strict decoding error: unknown field');
    expect(printed).toContain('admit  tdx-vm  refused\n');
  });

  it('gives a setting to the hosts that have it, and names hosts of the same machine apart', async () => {
    const { hosts } = await explained(
      '--host',
      'genoa',
      '--host',
      'emerald-rapids',
      '--host',
      'genoa',
      '--setting',
      'min-sev-asid=100',
      '--vmi',
      snp,
    );
    expect(hosts.map(({ name, machine, settings }) => [name, machine, settings])).toEqual([
      ['genoa', 'genoa', { 'min-sev-asid': 100 }],
      ['emerald-rapids', 'emerald-rapids', {}],
      ['genoa-2', 'genoa', { 'min-sev-asid': 100 }],
    ]);
  });

  it('takes the configuration of the cluster from the command line or from a file', async () => {
    const { config } = await explained('--host', 'genoa', '--vmi', snp, '--cluster', 'maxPods=110');
    expect(config).toEqual(['maxPods=110']);
    const file = written('kubevirt.yaml', 'featureGates: []\ndisabledFeatureGates: [WorkloadEncryptionSEV]\n');
    const { printed } = await fauxmetal('explain', '--host', 'genoa', '--vmi', snp, '--cluster', file);
    expect(printed.replace(/\s+/g, ' ')).toContain('WorkloadEncryptionSEV feature gate is not enabled in kubevirt-config');
  });

  it('follows machines with the preference they refer to', async () => {
    const file = written(
      'machine.yaml',
      `apiVersion: instancetype.kubevirt.io/v1beta1
kind: VirtualMachineClusterPreference
metadata: {name: tdx}
spec: {preferredLaunchSecurity: {tdx: {}}}
---
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: {name: web}
spec:
  runStrategy: Always
  preference: {name: tdx}
  template:
    spec:
      domain: {memory: {guest: 1Gi}, firmware: {bootloader: {efi: {secureBoot: false}}}, devices: {}}
`,
    );
    const { guests } = await explained('--host', 'emerald-rapids', '--vmi', file);
    expect(guests).toMatchObject([{ name: 'web', protection: 'tdx', running: true }]);
  });

  it('tells how a counterexample came about', async () => {
    const host = { name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } };
    const saved = {
      format: 'fauxmetal-replay/1',
      subject: { id: 'kubevirt/reference', stack: 'kubevirt', quirks: ['snp-policy-0x3000'] },
      requirement: 'kubevirt/domain/snp-policy',
      case: {
        format: 'fauxmetal-case/1',
        stack: 'kubevirt',
        config: { featureGates: ['WorkloadEncryptionSEV'] },
        hosts: [host],
        commands: [{ do: 'fill', host: 'h0', protection: 'snp', beyond: 1 }],
      },
    };
    const file = written('saved.json', JSON.stringify(saved));
    const { printed } = await fauxmetal('explain', file);
    expect(printed).toContain('quirks: snp-policy-0x3000\n');
    expect(printed).toContain('▸ fill h0 snp to limit+1\n');
    expect(printed).toContain('<policy>0x3000</policy>');
    expect(printed).toContain('✗ kubevirt/domain/snp-policy\n');
    expect(printed).toContain('… and 1 guest between them (--all shows them)');
    const sound = await fauxmetal('explain', file, '--quirk', 'rng-without-iommu', '--all');
    expect(sound.printed).toContain('<policy>0x30000</policy>');
    expect(sound.printed).toContain('h0-snp-1 on h0  started');
  });

  it.each([
    [['explain'], 'say which guest and which hosts'],
    [['explain', '--host', 'genoa'], 'say which guest and which hosts'],
    [['explain', '--host', 'gnoa', '--vmi', snp], 'did you mean "genoa"'],
    [['explain', '--host', 'genoa', '--vmi', '/nowhere.yaml'], '/nowhere.yaml: there is no such file'],
    [['explain', '--host', 'genoa', '--vmi', 'profiles/machines/genoa.yaml'], 'it has no kind'],
    [['explain', '--host', 'genoa', '--vmi', snp, '--setting', 'min-sev-asdi=1'], 'did you mean "min-sev-asid"'],
    [['explain', '--host', 'genoa', '--vmi', snp, '--setting', 'tdx-off'], 'no host has a setting "tdx-off"'],
    [['explain', '--host', 'genoa', '--vmi', snp, '--cluster', '/nowhere'], 'there is no file /nowhere'],
    [['explain', '--host', 'genoa', '--vmi', snp, '--cluster', 'maxPods={'], '--cluster maxPods'],
    [['explain', '--host', 'genoa', '--vmi', snp, '--compat', 'kubevirt@2.0'], 'there is no release "kubevirt@2.0"'],
    [['explain', '/nowhere.json'], 'there is no file /nowhere.json'],
    [['explain', '/nowhere.json', '--host', 'genoa'], 'a saved case has hosts and guests of its own'],
  ])('refuses %j in one sentence with exit code 2', async (words, sentence) => {
    const { printed, noted, exitCode } = await fauxmetal(...words);
    expect({ printed, exitCode }).toEqual({ printed: '', exitCode: 2 });
    expect(noted).toContain(sentence);
    expect(noted.trimEnd().split('\n')).toHaveLength(1);
  });
});
