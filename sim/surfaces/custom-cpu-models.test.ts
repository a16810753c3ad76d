import { describe, expect, it } from 'vitest';
import type { BootTruth } from '../contracts/truth.js';
import { cpuModels, isKnown } from './cpu-models.js';
import { type CustomModel, customModels } from './custom-cpu-models.js';
import { genoaCpu, truthOf } from './example-truth.js';
import { guestCpuOf, hostModelOf } from './guest-cpu.js';

function modelsOf(boot: Partial<BootTruth>): readonly CustomModel[] {
  const { boot: whole } = truthOf(boot);
  return customModels(whole, guestCpuOf(whole));
}

function blockersOf(boot: Partial<BootTruth>, name: string): readonly string[] | undefined {
  return modelsOf(boot).find((model) => model.name === name)?.blockers;
}

const xeon = {
  cpu: { ...genoaCpu(1), vendorId: 'GenuineIntel', libvirtVendor: 'Intel', libvirtModel: 'SapphireRapids' },
} as const satisfies Partial<BootTruth>;

/** As libvirt's test data of a real EPYC Genoa with QEMU 10.0 has them: `tests/domaincapsdata/qemu_10.0.0-q35.x86_64+amdsev.xml`. */
describe('on an EPYC Genoa', () => {
  it.each([
    ['Broadwell', 'hle rtm'],
    ['Broadwell-noTSX-IBRS', ''],
    ['Cascadelake-Server-noTSX', 'ibrs-all'],
    ['Cooperlake', 'hle ibrs-all rtm taa-no'],
    ['Denverton', 'mpx'],
    ['EPYC-Milan-v2', ''],
    ['Icelake-Server-v6', 'ibrs-all taa-no'],
    ['KnightsMill', 'avx512-4fmaps avx512-4vnniw avx512er avx512pf ss'],
    ['Opteron_G5', 'fma4 tbm xop'],
    ['Snowridge', 'cldemote core-capability movdir64b movdiri mpx split-lock-detect'],
    ['core2duo', 'ss'],
    ['phenom', '3dnow 3dnowext'],
    ['qemu64', ''],
  ])('%s is blocked by [%s]', (name, blockers) => {
    expect(blockersOf({}, name)?.join(' ')).toBe(blockers);
  });
});

describe('everywhere', () => {
  it.each([...cpuModels().values()].filter((model) => isKnown(model, '10.1.2', '12.8.0')).map(({ name }) => name))(
    'a host that is a %s can run guests of its own model',
    (libvirtModel) => {
      const flags = [...genoaCpu(1).flags, 'hle', 'rtm'];
      expect(blockersOf({ cpu: { ...genoaCpu(1), libvirtModel, flags } }, libvirtModel)).toEqual([]);
    },
  );

  it('a model nobody knows is listed as usable on its own host', () => {
    expect(blockersOf({ cpu: { ...genoaCpu(1), libvirtModel: 'EPYC-Next' } }, 'EPYC-Next')).toEqual([]);
  });

  it('a Xeon whose transactional memory is off cannot run the models that have it', () => {
    expect(blockersOf(xeon, 'SapphireRapids')).toEqual(['hle', 'rtm']);
    expect(blockersOf(xeon, 'Icelake-Server-noTSX')).toEqual([]);
  });

  it('another vendor’s newer models are blocked', () => {
    expect(blockersOf(xeon, 'EPYC-Genoa')).toContain('sse4a');
    expect(blockersOf(xeon, 'GraniteRapids')).toContain('amx-fp16');
  });

  it('names are sorted and all different', () => {
    const names = modelsOf({}).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('versioned models are known from libvirt 10.10 on, and canonical names point at one of them', () => {
    const models = modelsOf({});
    const names = new Set(models.map(({ name }) => name));
    expect(models.filter(({ canonical }) => canonical !== undefined && !names.has(canonical))).toEqual([]);
    const { libvirt } = truthOf().boot;
    const old = { ...libvirt, version: '9.0.0', view: { ...libvirt.view, elements: [] } };
    expect(modelsOf({ libvirt: old }).some(({ name }) => /-v\d$/.test(name))).toBe(false);
    expect(modelsOf({ libvirt: old })[0]?.name).toBe('qemu64');
  });
});

describe('host-model', () => {
  it('adds what KVM offers beyond the model', () => {
    const guest = guestCpuOf(truthOf().boot);
    expect(guest.model).toBe('EPYC-Genoa');
    expect(guest.beyondModel).toEqual([
      'hypervisor',
      'spec-ctrl',
      'ssbd',
      'stibp',
      'tsc-deadline',
      'tsc_adjust',
      'virt-ssbd',
      'x2apic',
    ]);
  });

  it('falls back to the newest older model that libvirt and QEMU know', () => {
    const { libvirt, qemu } = truthOf().boot;
    const old = { libvirt: { ...libvirt, version: '9.0.0' }, qemu: { ...qemu, version: '7.2.22' } };
    expect(guestCpuOf(truthOf(old).boot).model).toBe('EPYC-Milan');
    expect(guestCpuOf(truthOf({ ...old, ...xeon }).boot).model).toBe('Cooperlake');
  });

  /** What libvirt 9.0.0, 11.3.0 and 12.8.0 make of these very features, as `virsh cpu-baseline`; mpx is what QEMU 7.2 adds to Snowridge. */
  it.each([
    ['EPYC', '12.8.0', 'EPYC', 'monitor'],
    ['EPYC', '9.0.0', 'EPYC', 'monitor'],
    ['EPYC-Rome', '12.8.0', 'EPYC-Rome', ''],
    ['SapphireRapids', '12.8.0', 'SapphireRapids', 'hle rtm'],
    ['SapphireRapids', '9.0.0', 'Cooperlake', 'hle rtm'],
    ['GraniteRapids', '9.0.0', 'Cooperlake', 'hle rtm'],
    ['SierraForest', '9.0.0', 'Snowridge', 'mpx core-capability split-lock-detect'],
    ['Skylake-Server-IBRS', '12.8.0', 'Skylake-Server-IBRS', 'hle rtm mpx'],
    ['Skylake-Server-IBRS', '9.0.0', 'Skylake-Server-IBRS', 'hle rtm mpx'],
    ['Icelake-Server', '12.8.0', 'Icelake-Server', 'hle rtm intel-pt mpx'],
    ['Icelake-Server', '9.0.0', 'Icelake-Server', 'hle rtm mpx intel-pt'],
  ])('describes an %s to libvirt %s as %s without [%s]', (libvirtModel, version, model, disabled) => {
    const vendor = libvirtModel.startsWith('EPYC') ? 'AMD' : 'Intel';
    const { libvirt, qemu } = truthOf().boot;
    const flags = ['cldemote', 'movdiri', 'movdir64b', 'stibp'];
    const software = { libvirt: { ...libvirt, version }, qemu: { ...qemu, version: version === '9.0.0' ? '7.2.22' : '11.1.3' } };
    const guest = guestCpuOf(truthOf({ ...software, cpu: { ...genoaCpu(1), libvirtVendor: vendor, libvirtModel, flags } }).boot);
    expect([guest.model, guest.disabled.join(' ')]).toEqual([model, disabled]);
  });

  it('requires what a model had once and the processor still has', () => {
    const cpu = { ...genoaCpu(1), libvirtVendor: 'Intel', libvirtModel: 'Skylake-Server-IBRS', flags: ['hle', 'rtm', 'mpx'] };
    const { libvirt } = truthOf().boot;
    const guest = (version: string) => guestCpuOf(truthOf({ cpu, libvirt: { ...libvirt, version } }).boot);
    expect([guest('12.8.0').beyondModel.includes('mpx'), guest('12.8.0').disabled]).toEqual([true, []]);
    expect([guest('9.0.0').beyondModel.includes('mpx'), guest('9.0.0').disabled]).toEqual([false, []]);
  });

  it('shows no feature the libvirt has no name for', () => {
    const { libvirt } = truthOf().boot;
    const cpu = { ...genoaCpu(1), flags: [...genoaCpu(1).flags, 'flush_l1d', 'overflow_recov'] };
    const shown = (version: string) => guestCpuOf(truthOf({ cpu, libvirt: { ...libvirt, version } }).boot).features;
    expect(shown('11.3.0')).toEqual(expect.arrayContaining(['flush-l1d', 'overflow-recov']));
    expect(shown('9.0.0').filter((name) => ['flush-l1d', 'overflow-recov'].includes(name))).toEqual([]);
  });
});

describe('the host’s own description', () => {
  const flags = ['split_lock_detect', 'cldemote', 'movdiri', 'movdir64b'];
  it.each([
    ['SapphireRapids', '11.3.0', 'Icelake-Server-v6'],
    ['SapphireRapids', '9.0.0', 'Snowridge'],
    ['SierraForest', '12.8.0', 'SierraForest'],
    ['SierraForest', '9.0.0', 'Snowridge'],
    ['EPYC-Genoa', '9.0.0', 'EPYC-Milan'],
  ])('of an %s takes nothing away with libvirt %s: %s', (libvirtModel, version, model) => {
    const libvirtVendor = libvirtModel.startsWith('EPYC') ? 'AMD' : 'Intel';
    const cpu = { ...genoaCpu(1), libvirtModel, libvirtVendor, flags };
    expect(hostModelOf(cpu, version)?.name).toBe(model);
  });
});
