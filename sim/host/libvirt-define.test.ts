import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import type { LibvirtError } from '../contracts/subject.js';
import { changedDescription } from './changed-description.js';
import { exampleDomain } from './example-domain.js';
import { Host } from './host.js';

const genoa = (libvirt = '12') =>
  new Host(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 }, versions: { libvirt } }));
const emerald = new Host(composeHost({ machine: 'emerald-rapids' }));

function errorOf(host: Host, xml: string): LibvirtError | undefined {
  const { result } = host.startDomain(xml);
  return result.started ? undefined : result.error;
}

function launch(element: string): string {
  return exampleDomain('guest', 'none', { launchSecurity: element });
}

describe('documents libvirt cannot read', () => {
  it.each([
    ['nothing', '', 35, 20, 'at line 1: Document is empty'],
    ['another root', '<foo/>', 27, 5, `XML error: expecting root element of 'domain', not 'foo'`],
    ['no type', '<domain><name>a</name></domain>', 1, 20, 'internal error: missing domain type attribute'],
    ['an unknown type', `<domain type='zz'><name>a</name></domain>`, 67, 20, 'unsupported configuration: invalid domain type zz'],
    ['no name', `<domain type='kvm'/>`, 21, 20, 'missing name information'],
  ])('%s', (_, xml, code, domain, message) => {
    expect(errorOf(genoa(), xml)).toEqual({ code, domain, message });
  });

  it('a truncated document is refused with its line, and 9.0 says so in its own way', () => {
    expect(errorOf(genoa(), `<domain type='kvm'>\n<name>`)).toMatchObject({
      code: 35,
      message: expect.stringMatching(/^at line \d+: /),
    });
    expect(errorOf(genoa('9.0'), '<domain')).toMatchObject({ message: expect.stringMatching(/^\(domain_definition\):\d+: /) });
  });

  it('entity declarations are not expanded', () => {
    expect(errorOf(genoa(), `<!DOCTYPE d [<!ENTITY a "b">]><domain type='kvm'/>`)).toMatchObject({ code: 35 });
  });
});

describe('launch security', () => {
  it.each([
    ['no type', '<launchSecurity/>', 27, 5, `XML error: Missing required attribute 'type' in element 'launchSecurity'`],
    [
      'an unknown type',
      `<launchSecurity type='sgx'/>`,
      27,
      5,
      `XML error: Invalid value for attribute 'type' in element 'launchSecurity': 'sgx'.`,
    ],
    ['SEV without policy', `<launchSecurity type='sev'/>`, 27, 20, 'XML error: failed to get launch security policy'],
    [
      'SNP with a bad policy',
      `<launchSecurity type='sev-snp'><policy>zz</policy></launchSecurity>`,
      27,
      20,
      'XML error: failed to get launch security policy',
    ],
    [
      'a bad C-bit',
      `<launchSecurity type='sev'><cbitpos>x</cbitpos><policy>1</policy></launchSecurity>`,
      27,
      20,
      'XML error: Invalid format for launch security cbitpos',
    ],
    [
      'bad reduced bits',
      `<launchSecurity type='sev'><reducedPhysBits>-1</reducedPhysBits><policy>1</policy></launchSecurity>`,
      27,
      20,
      'XML error: Invalid format for launch security reduced-phys-bits',
    ],
    [
      'host data that is too short',
      `<launchSecurity type='sev-snp'><policy>0x30000</policy><hostData>AAAA</hostData></launchSecurity>`,
      67,
      20,
      `unsupported configuration: Unexpected length of 'hostData', expected 32 got 3`,
    ],
    [
      'TDX on AMD',
      `<launchSecurity type='tdx'/>`,
      67,
      10,
      `unsupported configuration: 'tdx' launch security is not supported with this QEMU binary`,
    ],
    [
      's390-pv on x86',
      `<launchSecurity type='s390-pv'/>`,
      67,
      10,
      `unsupported configuration: 's390-pv' launch security is not supported with this QEMU binary`,
    ],
  ])('%s', (_, element, code, domain, message) => {
    expect(errorOf(genoa(), launch(element))).toEqual({ code, domain, message });
  });

  it('9.0 does not know SNP, and names SEV without quotes', () => {
    const unknown = `XML error: Invalid value for attribute 'type' in element 'launchSecurity': 'sev-snp'.`;
    expect(errorOf(genoa('9.0'), exampleDomain('guest', 'snp'))).toEqual({ code: 27, domain: 5, message: unknown });
    const off = new Host(
      changedDescription(composeHost({ machine: 'genoa', versions: { libvirt: '9.0' } }), { 'amd.smee': false }),
    );
    const message = 'unsupported configuration: SEV launch security is not supported with this QEMU binary';
    expect(errorOf(off, exampleDomain('guest', 'sev'))).toEqual({ code: 67, domain: 10, message });
  });

  it('a policy may be written without prefix and in capitals', () => {
    expect(errorOf(genoa(), launch(`<launchSecurity type='sev'><policy>0X5</policy></launchSecurity>`))).toBeUndefined();
  });
});

describe('rules for TDX', () => {
  const td = (features: string, policy = '') =>
    exampleDomain('td', 'tdx', {
      features: `<features>${features}</features>`,
      launchSecurity: `<launchSecurity type='tdx'>${policy}</launchSecurity>`,
    });

  it.each([
    [
      'an unknown policy bit',
      td(`<ioapic driver='kvm'/>`, '<policy>0x2</policy>'),
      'Only bit0(debug) and bit28(sept-ve-disable) are supported intel TDX launch security policy',
    ],
    [
      'the I/O APIC in KVM',
      td(`<ioapic driver='kvm'/><pmu state='on'/>`),
      'Intel TDX launch security needs split kernel irqchip',
    ],
    ['the PMU', td(`<pmu state='on'/><smm state='on'/>`), 'Intel TDX launch security is not supported with PMU enabled'],
    ['SMM', td(`<smm state='on'/>`), 'Intel TDX launch security is not supported with SMM enabled'],
    [
      'a flash image',
      exampleDomain('td', 'tdx', { os: `<loader type='pflash'>/usr/share/edk2/ovmf/OVMF.inteltdx.fd</loader>` }),
      'Intel TDX launch security is not supported with pflash loader',
    ],
  ])('%s is refused', (_, xml, text) => {
    expect(errorOf(emerald, xml)).toEqual({ code: 67, domain: 10, message: `unsupported configuration: ${text}` });
  });

  it('a bad policy has a message of its own', () => {
    expect(errorOf(emerald, td('', '<policy>no</policy>'))?.message).toBe(
      'XML error: failed to get launch security policy for launch security type TDX',
    );
  });
});

describe('firmware', () => {
  const auto = (protection: 'sev' | 'snp' | 'none') =>
    exampleDomain('auto', protection, { os: '' }).replace('<os>', `<os firmware='efi'>`);

  it('efi chooses an image that suits the protection', () => {
    for (const protection of ['none', 'sev', 'snp'] as const) expect(errorOf(genoa(), auto(protection))).toBeUndefined();
  });

  it('where no image suits, libvirt says so', () => {
    const plain = new Host(
      changedDescription(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } }), {
        'ovmf.files': ['OVMF_CODE.fd'],
      }),
    );
    const message = `operation failed: Unable to find 'efi' firmware that is compatible with the current configuration`;
    expect(errorOf(plain, auto('snp'))).toEqual({ code: 9, domain: 10, message });
  });

  it('secure boot needs SMM and q35', () => {
    const secure = (parts: string) =>
      exampleDomain('s', 'none', {
        os: `<loader type='pflash' secure='yes'>/usr/share/edk2/ovmf/OVMF_CODE.secboot.fd</loader>`,
        features: parts,
      });
    expect(errorOf(genoa(), secure('<features/>'))?.message).toBe(
      'unsupported configuration: Secure boot requires SMM feature enabled',
    );
    expect(errorOf(genoa(), secure(`<features><smm state='on'/></features>`))).toBeUndefined();
    expect(errorOf(genoa(), secure('<features/>').replace(`machine='q35'`, `machine='pc'`))?.message).toContain(
      'q35 machine types only',
    );
  });
});

it('without KVM there is no emulator for a KVM domain, but emulation works', () => {
  const host = new Host(changedDescription(composeHost({ machine: 'genoa' }), { 'boot.kvmLoaded': false }));
  const message = `unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support virt type 'kvm'`;
  expect(errorOf(host, exampleDomain('a', 'none'))).toEqual({ code: 67, domain: 10, message });
  expect(errorOf(host, exampleDomain('a', 'none', { attributes: `type='qemu'` }))).toBeUndefined();
});

it('a refused document still says what it asked for', () => {
  expect(new Host(composeHost({ machine: 'rome' })).startDomain(exampleDomain('td', 'tdx'))).toMatchObject({
    name: 'td',
    protection: 'tdx',
  });
});
