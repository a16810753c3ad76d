import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeHost, getMachine, listMachines, loadMachineFile, packageRoot, type Settings } from './index.js';

const host = (machine: string, settings: Settings = {}) => composeHost({ machine, settings });

describe('composeHost', () => {
  it('gives the identical object for the same request', () => {
    const one = host('genoa', { 'min-sev-asid': 100, 'nested-cgroup': true });
    expect(host('genoa', { 'nested-cgroup': true, 'min-sev-asid': 100 })).toBe(one);
  });

  it('lets different hosts share what they have in common, frozen', () => {
    const [plain, split] = [host('genoa'), host('genoa', { 'min-sev-asid': 100 })];
    expect(split.kernel).toBe(plain.kernel);
    expect(split.cpu).toBe(plain.cpu);
    expect(Object.isFrozen(split.amd?.psp)).toBe(true);
    expect(split.key).not.toBe(plain.key);
  });

  it('composes every machine with the default versions', () => {
    for (const { id } of listMachines()) {
      const { machine, kernel, qemu, libvirt } = host(id);
      expect([machine, kernel.release, qemu.version, libvirt.version]).toEqual([id, '6.18.15', '10.1.2', '12.8.0']);
    }
  });

  it('starts AMD machines with all ASIDs for SEV and everything ready for SNP', () => {
    const { amd } = host('genoa');
    expect(amd?.cpuid8000001f).toEqual({ eax: 0x030ffffb, ebx: 0x41b3, ecx: 1006, edx: 1 });
    expect([amd?.rmp, amd?.iommu]).toEqual(['full', 'on']);
  });

  it('starts Intel machines ready for TDX', () => {
    const { intel, boot } = host('emerald-rapids');
    expect([intel?.tdxEnabled, intel?.module?.version, boot.hibernation, boot.quoteGenerationService]).toEqual([
      true,
      '1.5.8',
      false,
      true,
    ]);
    expect(boot.commandLine.slice(-2)).toEqual(['nohibernate', 'kvm_intel.tdx=1']);
  });

  it('writes module parameters on the command line too', () => {
    const { boot } = host('genoa', { 'kvm-amd-sev-off': true, 'mem-encrypt-on': true });
    expect(boot.commandLine.slice(-2)).toEqual(['mem_encrypt=on', 'kvm_amd.sev=0']);
    expect(boot.moduleParameters).toEqual({ kvm_amd: { sev: false } });
  });

  it('names assumed facts, and no longer those a setting replaced', () => {
    const plain = host('granite-rapids').assumedFacts;
    expect(plain).toContain('intel.keyIdBits');
    const without = plain.filter((path) => !['intel.keyIdBits', 'intel.keySplit'].includes(path));
    expect(host('granite-rapids', { 'tdx-keys-63': true }).assumedFacts).toEqual(without);
  });

  it('names an assumed fact only where something rests on it', () => {
    const path = 'amd.psp.ciphertextHiding';
    expect(host('genoa').assumedFacts).not.toContain(path);
    const kernelParameter = { 'stray-ciphertext-hiding': 10 };
    expect(host('genoa', kernelParameter).assumedFacts).toContain(path);
  });

  it('composes a machine from a file of somebody else', () => {
    const machine = loadMachineFile(join(packageRoot(), 'profiles/machines/genoa.yaml'), 'genoa.yaml');
    expect(composeHost({ machine })).toEqual(host('genoa'));
    expect(machine.provenance).toEqual(getMachine('genoa').provenance);
  });

  it('refuses an unknown machine, setting or version and offers the nearest', () => {
    expect(() => host('genoaa')).toThrow('unknown machine "genoaa"; did you mean "genoa"?');
    expect(() => host('genoa', { 'nested-cgroups': true })).toThrow(
      'unknown setting "nested-cgroups"; did you mean "nested-cgroup"?',
    );
    expect(() => composeHost({ machine: 'genoa', versions: { kernel: '6.19' } })).toThrow(
      'unknown kernel version "6.19"; did you mean "6.1"?',
    );
  });

  it.each([0, 1.5, -1, 65536])('refuses the value %j, which the setting does not take', (value) => {
    expect(() => host('genoa', { 'min-sev-asid': value })).toThrow(`value ${value} of setting "min-sev-asid"`);
  });

  it('refuses a minimum SEV ASID above the maximum plus one, with the two facts', () => {
    expect(() => host('rome', { 'min-sev-asid': 511 })).toThrow(
      'amd.cpuid8000001f.edx: minimum SEV ASID (EDX) is 511, but there are only 509 ASIDs (ECX) (rule min-sev-asid-within-max); ' +
        'use at most 510, which leaves all ASIDs to SEV-ES and SNP',
    );
  });

  it('refuses more key-split bits than key-ID bits', () => {
    expect(() => host('emerald-rapids', { 'tme-key-id-bits': 2, 'key-split': 3 })).toThrow('(rule key-split-within-bits)');
    expect(host('emerald-rapids', { 'tme-key-id-bits': 2, 'key-split': 2 }).intel?.keySplit).toBe(2);
  });

  it('allows what a setting declares a legal oddity', () => {
    expect(host('rome', { 'min-sev-asid-beyond-max': true }).amd?.cpuid8000001f.edx).toBe(511);
    expect(host('naples', { 'min-sev-asid-zero': true }).amd?.cpuid8000001f.edx).toBe(0);
  });
});
