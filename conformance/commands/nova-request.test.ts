import { describe, expect, it } from 'vitest';
import { novaManifests } from './nova-manifests.js';
import { novaRequest } from './nova-request.js';

describe('a request to Nova', () => {
  it('asks for encryption in the flavor and says in the image what it needs', () => {
    expect(novaRequest('g0', { protection: 'snp', onHost: 'h0', memoryMib: 128, vcpus: 2 })).toEqual({
      server: { name: 'g0', host: 'h0' },
      flavor: {
        name: 'm1.small',
        vcpus: 2,
        ram: 128,
        extra_specs: { 'hw:mem_encryption': 'True', 'hw:mem_encryption_model': 'amd-sev-snp' },
      },
      image: {
        id: '155d900f-4e14-4e4c-a73d-069cbf4541e6',
        name: 'guest',
        properties: { hw_firmware_type: 'uefi', hw_machine_type: 'q35', hw_firmware_stateless: true },
      },
    });
  });

  it('asks for encryption in the image where that is wanted', () => {
    const { flavor, image } = novaRequest('g0', { protection: 'sev', protectionIn: ['preference'] });
    expect(flavor).toMatchObject({ extra_specs: {} });
    expect(image).toMatchObject({ properties: { hw_mem_encryption: true, hw_mem_encryption_model: 'amd-sev' } });
  });

  it('keeps the name of the guest when its members are given', () => {
    const volume = novaManifests.find(({ name }) => name === 'volume, flavor asks');
    const { protection = 'none', members = {} } = volume ?? {};
    expect(novaRequest('g7', { protection, members })).toMatchObject({ server: { name: 'g7', boot_from_volume: true } });
  });

  it('has manifests of different names', () => {
    expect(new Set(novaManifests.map(({ name }) => name)).size).toBe(novaManifests.length);
  });
});
