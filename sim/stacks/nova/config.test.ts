import { describe, expect, it } from 'vitest';
import { UsageError } from '../../core/usage-error.js';
import { readConfig } from './config.js';

describe('configuration', () => {
  it('has defaults with which everything can be had', () => {
    expect(readConfig({})).toMatchObject({
      ...{ virtType: 'kvm', machineType: 'q35', cpuMode: 'host-passthrough', traits: 'x86', tdx: true, nestedProviders: true },
      ...{ cpuAllocationRatio: 16, ramAllocationRatio: 16, reservedHostMemoryMb: 512, imageMetadataPrefilter: false },
      reservedContexts: {},
      numMemoryEncryptedGuests: undefined,
      numIntelTdxGuests: undefined,
    });
  });

  it('takes the machine type of x86_64 out of those of all architectures', () => {
    expect(readConfig({ libvirt: { hw_machine_type: 'aarch64=virt,x86_64=pc' } }).machineType).toBe('pc');
    expect(readConfig({ libvirt: { hw_machine_type: 'aarch64=virt' } }).machineType).toBe('q35');
  });

  it('leaves options it does not know alone', () => {
    expect(readConfig({ compute: { cpu_dedicated_set: '0-7' }, vnc: { enabled: true } })).toEqual(readConfig({}));
  });

  it.each([
    [{ libvirt: 1 }, 'libvirt', 'an object of options'],
    [{ libvirt: { cpu_mode: true } }, 'libvirt.cpu_mode', 'text'],
    [{ libvirt: { num_intel_tdx_guests: -1 } }, 'libvirt.num_intel_tdx_guests', 'a whole number that is not negative'],
    [{ compute: { reserved_mem_encryption_contexts: { sev: 1 } } }, 'compute.reserved_mem_encryption_contexts.sev', 'left out'],
    [{ compute: { reserved_mem_encryption_contexts: 3 } }, 'compute.reserved_mem_encryption_contexts', 'an object of numbers'],
    [{ traits: 'old' }, 'traits', '"x86" or "text"'],
    [{ tdx: 'yes' }, 'tdx', 'true or false'],
    [{ initial_cpu_allocation_ratio: 0 }, 'initial_cpu_allocation_ratio', 'a positive number'],
  ])('refuses %j', (config, path, fix) => {
    const read = (): unknown => readConfig(config);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(path);
    expect(read).toThrow(fix);
  });
});
