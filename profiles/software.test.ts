import { describe, expect, it } from 'vitest';
import { composeHost, listVersions, type Versions } from './index.js';

describe('software versions', () => {
  it('come in order, with the default marked', () => {
    expect(listVersions('kernel').map(({ id }) => id)).toEqual(['6.1', '6.8-ubuntu-tdx', '6.12', '6.17', '6.18', '7.2']);
    expect(listVersions('qemu').map(({ id }) => id)).toEqual(['7.2', '8.2', '9.1', '10.0', '10.1', '11']);
    expect(listVersions('libvirt').map(({ id }) => id)).toEqual(['8.0', '9.0', '10.5', '11.3', '12']);
    expect(listVersions('kernel').find(({ isDefault }) => isDefault)?.id).toBe('6.18');
  });

  it('are taken from the request', () => {
    const { kernel, qemu, libvirt } = composeHost({
      machine: 'genoa',
      versions: { kernel: '6.12', qemu: '10.0', libvirt: '11.3' },
    });
    expect([kernel.release, qemu.q35Machine, libvirt.version]).toEqual(['6.12.107', 'pc-q35-10.0', '11.3.0']);
  });

  it('are taken from a setting that stands for one', () => {
    expect(
      composeHost({ machine: 'emerald-rapids', settings: { 'ubuntu-tdx-preview': true } }).kernel.kvmIntel.tdxWithoutMisc,
    ).toBe(true);
  });

  it('are refused when setting and request disagree', () => {
    const settings = { 'ubuntu-tdx-preview': true } as const;
    expect(() => composeHost({ machine: 'emerald-rapids', settings, versions: { kernel: '6.18' } })).toThrow(
      'setting "ubuntu-tdx-preview" means kernel 6.8-ubuntu-tdx, but the request asks for 6.18; drop one of them',
    );
  });

  it('of unknown software are refused', () => {
    const versions = { xen: '4.20' } as unknown as Versions;
    expect(() => composeHost({ machine: 'genoa', versions })).toThrow(
      'there are no versions of "xen"; use one of kernel, qemu, libvirt, ovmf',
    );
  });
});
