import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../sim/core/json.js';
import { expectedCauses } from './admission.js';
import { readRequest } from './requested-instance.js';
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
      ['snp-without-smm', withSecureBoot('SNP')],
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

  it('refuses other architectures, and on s390x everything but Secure Execution', () => {
    const on = (architecture: string): readonly string[] =>
      causesOf({ spec: { architecture, domain: { launchSecurity: { sev: {} } } } });
    expect(on('arm64')).toEqual(['No launchSecurity support for architecture: arm64']);
    expect(on('ppc64le')).toEqual(['unsupported architecture: ppc64le', 'No launchSecurity support for architecture: ppc64le']);
    expect(on('s390x')).toEqual(['supported-architecture']);
  });

  it('follows a request into its template, and names the fields by their place there', () => {
    const domain = { launchSecurity: { snp: { policy: '0x3000' } }, ...boots({ efi: {} }), memory: { guest: '1Gi' } };
    const template = { spec: { domain } };
    expect(causesOf({ kind: 'VirtualMachine', spec: { template } })).toEqual([
      withSecureBoot('SNP'),
      'snp-policy-bit-17',
      'spec.template.spec.domain has EFI SecureBoot enabled. SecureBoot requires SMM, which is currently disabled.',
    ]);
    const size = { kind: 'VirtualMachineInstancetype', metadata: { name: 'x' }, spec: { launchSecurity: { snp: {} } } };
    const machine = { kind: 'VirtualMachine', spec: { template, instancetype: { name: 'x' } } };
    expect(causesOf({ kind: 'List', items: [size, machine] })).toEqual([
      'VM field(s) spec.template.spec.domain.memory.guest conflicts with selected instance type',
      'VM field(s) spec.template.spec.domain.launchSecurity conflicts with selected instance type',
    ]);
  });

  it.each([
    [{ tdx: { mrConfigId: 'A'.repeat(64), policy: '0x10000000' } }, []],
    [{ tdx: { mrConfigId: 'A'.repeat(60), mrOwner: '' } }, ['measured-ids']],
    [{ tdx: { policy: '0x10000001' } }, ['no-guest-debugging']],
    [{ tdx: { policy: '0x40000000' } }, ['tdx-policy-bits']],
    [{ tdx: { policy: '268435456' } }, ['policy-is-hexadecimal']],
    [{ tdx: { QGS: 'vsock:2:4050' } }, ['unknown-member']],
    [{ snp: { policy: '0x30000' } }, []],
    [{ snp: { policy: '0x3000' } }, ['snp-policy-bit-17']],
    [{ snp: { policy: '0xb0000' } }, ['no-guest-debugging']],
    [{ snp: { kernelHashes: true } }, ['kernel-hashes-need-kernel']],
    [{ snp: { kernelHashes: false } }, []],
  ])('looks into %j', (launchSecurity, rules) => {
    expect(messages({ ...boots({ efi: { secureBoot: false } }), launchSecurity })).toEqual(rules);
  });
});

function withSecureBoot(type: string): string {
  return `${type} does not work along with SecureBoot`;
}

function boots(bootloader: JsonObject): JsonObject {
  return { firmware: { bootloader } };
}

function messages(domain: JsonObject, config: JsonObject = gates): readonly string[] {
  return causesOf({ spec: { architecture: 'amd64', domain } }, config);
}

/** Exact messages; the name of the rule where the words are the subject's own. */
function causesOf(request: JsonObject, config: JsonObject = gates): readonly string[] {
  return expectedCauses(readVmi(request), config, readRequest(request)).map(({ message, rule }) => message ?? rule);
}
