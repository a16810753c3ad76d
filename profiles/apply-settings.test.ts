import { describe, expect, it } from 'vitest';
import { composeHost, listSettings, type Settings } from './index.js';
import { machineNamed } from './load.js';

const host = (machine: string, settings: Settings) => composeHost({ machine, settings });

describe('settings', () => {
  it('that do not fit the machine are refused with the machines they fit', () => {
    expect(() => host('genoa', { 'tdx-off': true })).toThrow(
      'setting "tdx-off" does not apply to genoa; it applies to emerald-rapids, granite-rapids, sapphire-rapids, sierra-forest',
    );
    expect(() => host('genoa', { 'split-410-99': true })).toThrow('it applies to milan, rome');
    expect(() => host('rome', { 'rmp-too-small': true })).toThrow('does not apply to rome');
  });

  it('that write one field differently are refused by name', () => {
    expect(() => host('genoa', { 'min-sev-asid': 5, 'split-907-99': true })).toThrow(
      'settings "min-sev-asid" and "split-907-99" disagree about amd.cpuid8000001f.edx: 5 against 100; drop one of them',
    );
    expect(() => host('genoa', { 'iommu-off': true, 'nbio-snp-off': true })).toThrow('disagree about amd.iommu');
  });

  it('that write one field alike get along', () => {
    expect(host('genoa', { 'min-sev-asid': 100, 'split-907-99': true }).amd?.cpuid8000001f.edx).toBe(100);
  });

  it('that remove a part and write into it are refused', () => {
    expect(() => host('emerald-rapids', { 'tdx-module-missing': true, 'tdx-module-old': true })).toThrow(
      'disagree about intel.module: removed against false',
    );
  });

  it('may refer to other fields, after everything else was written', () => {
    expect(host('milan', { 'asid-count-253': true, 'es-only': true }).amd?.cpuid8000001f.edx).toBe(254);
    const { boot } = host('turin', { 'min-sev-asid': 100, 'ciphertext-hiding-all': true });
    expect(boot.moduleParameters).toEqual({ kvm_amd: { ciphertext_hiding_asids: 99 } });
  });

  it('may remove fields and members of lists', () => {
    expect(host('emerald-rapids', { 'tdx-module-missing': true }).intel?.module).toBeUndefined();
    expect(host('emerald-rapids', { 'hibernation-on': true }).boot.commandLine).not.toContain('nohibernate');
    const { kernel } = host('emerald-rapids', { 'kernel-without-tdx-host': true });
    expect([kernel.miscResources, kernel.kvmIntel.parameters.includes('tdx')]).toEqual([['sev', 'sev_es'], false]);
    expect(host('emerald-rapids', { 'kvm-intel-tdx-off': true }).boot.moduleParameters).toEqual({ kvm_intel: {} });
  });

  it('may add to lists', () => {
    expect(host('genoa', { 'no-dev-sev': true, 'no-dev-kvm': true }).boot.hiddenNodes).toEqual(['/dev/kvm', '/dev/sev']);
  });

  it('are listed for a machine when they apply to it', () => {
    const ids = listSettings(machineNamed('s390-pv')).map(({ id }) => id);
    expect(ids).toEqual([
      'kvm-not-loaded',
      'nested-cgroup',
      'no-dev-kvm',
      'no-misc-controller',
      'stale-libvirt-cache',
      'ultravisor-off',
    ]);
  });
});
