import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import { expectedCauses } from './admission.js';
import { readVmi } from './vmi.js';

const smm = 'spec.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.';
const gates = { featureGates: ['WorkloadEncryptionTDX'] };

describe('expectedCauses', () => {
  it.each([
    ['no bootloader', {}, ['SEV requires OVMF (UEFI)'], ['SNP requires OVMF (UEFI)'], ['TDX requires OVMF (UEFI)']],
    ['BIOS', boots({ bios: {} }), ['SEV requires OVMF (UEFI)'], ['SNP requires OVMF (UEFI)'], ['TDX requires OVMF (UEFI)']],
    ['EFI, secure boot not said', boots({ efi: {} }), [withSecureBoot('SEV'), smm], [withSecureBoot('SNP'), smm], []],
    ['EFI without secure boot', boots({ efi: { secureBoot: false } }), [], [], []],
    [
      'EFI with secure boot and SMM',
      { ...boots({ efi: { secureBoot: true } }), features: { smm: {} } },
      [withSecureBoot('SEV')],
      [withSecureBoot('SNP')],
      ['TDX does not work along with SMM'],
    ],
    [
      'persistent EFI',
      boots({ efi: { secureBoot: false, persistent: true } }),
      [],
      ['SNP does not work along with Persistent EFI variables'],
      ['TDX does not work along with Persistent EFI variables'],
    ],
  ])('of %s', (_, domain, sev, snp, tdx) => {
    expect(messages({ ...domain, launchSecurity: { sev: {} } })).toEqual(sev);
    expect(messages({ ...domain, launchSecurity: { snp: {} } })).toEqual(snp);
    expect(messages({ ...domain, launchSecurity: { tdx: {} } })).toEqual(tdx);
  });

  it('looks at nothing else when the number of types is wrong or the gate is closed', () => {
    expect(messages({ launchSecurity: {} })).toEqual(['One and only one launchSecurity type can be set']);
    expect(messages({ launchSecurity: { sev: {}, tdx: {} } })).toEqual(['One and only one launchSecurity type can be set']);
    expect(messages({ launchSecurity: { tdx: {} } }, {})).toEqual([
      'WorkloadEncryptionTDX feature gate is not enabled in kubevirt-config',
    ]);
  });

  it('names every bootable interface, and the start strategy attestation needs', () => {
    const devices = { interfaces: [{ name: 'a', bootOrder: 1 }, { name: 'b' }, { name: 'c', bootOrder: 2 }] };
    const launchSecurity = { sev: { attestation: {} } };
    expect(messages({ ...boots({ efi: { secureBoot: false } }), devices, launchSecurity })).toEqual([
      "SEV attestation requires VMI StartStrategy 'Paused'",
      'SEV does not work with bootable NICs: a',
      'SEV does not work with bootable NICs: c',
    ]);
  });

  it('refuses other architectures, and leaves s390x to its own rules', () => {
    const on = (architecture: string): readonly string[] =>
      expectedCauses(readVmi({ spec: { architecture, domain: { launchSecurity: { sev: {} } } } }), gates).map(
        ({ message }) => message,
      );
    expect(on('arm64')).toEqual(['No launchSecurity support for architecture: arm64']);
    expect(on('ppc64le')).toEqual(['unsupported architecture: ppc64le', 'No launchSecurity support for architecture: ppc64le']);
    expect(on('s390x')).toEqual([]);
  });
});

function withSecureBoot(type: string): string {
  return `${type} does not work along with SecureBoot`;
}

function boots(bootloader: JsonObject): JsonObject {
  return { firmware: { bootloader } };
}

function messages(domain: JsonObject, config: JsonObject = gates): readonly string[] {
  return expectedCauses(readVmi({ spec: { architecture: 'amd64', domain } }), config).map(({ message }) => message);
}
