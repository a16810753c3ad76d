import { describe, expect, it } from 'vitest';
import type { BootTruth } from '../../../sim/contracts/truth.js';
import { amdTruth } from '../evidence-fixtures/truths.js';
import { evidenceOf } from '../evidence-fixtures.js';
import { invariants } from '../index.js';
import { judgeBy } from '../judge-all.js';
import { judgeOf } from '../judge-rows.js';

const capacity = '/sys/fs/cgroup/misc.capacity';
const current = '/sys/fs/cgroup/misc.current';
const parameter = '/sys/module/kvm_amd/parameters/sev_snp';
const documents = '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml';
const cpuinfo = '/proc/cpuinfo';

const truth: BootTruth = {
  ...amdTruth,
  kernel: { ...amdTruth.kernel, view: { ...amdTruth.kernel.view, miscResources: ['sev', 'sev_es'] } },
  kvm: { ...amdTruth.kvm, module: 'kvm_amd', parameters: { sev_snp: false } },
  cpu: { ...amdTruth.cpu, flags: ['sev', 'sev_es'], cpuid: [{ leaf: 0x8000001f, subleaf: 0, eax: 2, ebx: 51, ecx: 7, edx: 4 }] },
};

const right = {
  [capacity]: 'sev 4\nsev_es 3\n',
  [current]: 'sev 0\nsev_es 2\n',
  [parameter]: 'N\n',
  [documents]: '<maxGuests>4</maxGuests><maxESGuests>3</maxESGuests>',
  [cpuinfo]: 'processor\t: 0\nflags\t\t: sev sev_es\n',
};

const rows: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  capacity: { [capacity]: 'sev 4\nsev_es 4\n' },
  usage: { [current]: 'sev 0\nsev_es 1\n' },
  'module-parameters': { [parameter]: 'Y\n' },
  'guest-counts': { [documents]: '<maxGuests>3</maxGuests><maxESGuests>3</maxESGuests>' },
  'cpu-flags': { [cpuinfo]: 'processor\t: 0\nflags\t\t: sev\n' },
};

describe.each(Object.entries(rows))('host/shown/%s', (name, wrong) => {
  it('holds for a right host and catches a wrong one', () => {
    expect(judged(name, right)).toEqual({ checks: expect.toSatisfy((count: number) => count > 0), finding: undefined });
    expect(judged(name, { ...right, ...wrong }).finding).toBeDefined();
  });

  it('says nothing of files that are not there, unless they must be', () => {
    const { finding } = judged(name, {});
    expect(finding === undefined).toBe(name !== 'module-parameters');
  });
});

it('every judge of what a host shows is shown to be able to fail', () => {
  const judges = invariants.map(({ requirement }) => requirement).filter((id) => id.startsWith('host/shown/'));
  expect(Object.keys(rows).map((name) => `host/shown/${name}`)).toEqual(judges);
});

function judged(
  name: string,
  files: Readonly<Record<string, string>>,
): { readonly checks: number; readonly finding: string | undefined } {
  const evidence = evidenceOf({ hosts: { amd: truth }, commands: [] });
  const usage = [
    { free: 4, inUse: 0, pending: 0, leaked: 0 },
    { free: 1, inUse: 1, pending: 0, leaked: 1 },
  ];
  const trace = [...evidence.trace, { event: 'inspect', host: 'amd', truth, usage, files, step: 0 } as const];
  const requirement = `host/shown/${name}`;
  const { checks, findings } = judgeBy({ ...evidence, trace }, [judgeOf(requirement)]);
  return { checks: checks[requirement] ?? 0, finding: findings[0]?.message };
}
