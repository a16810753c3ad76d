import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import type { Protection } from '../contracts/protection.js';
import { changedDescription } from './changed-description.js';
import { type DomainParts, exampleDomain } from './example-domain.js';
import { Host } from './host.js';
import { qemuTimeStamp } from './qemu-exit.js';

const genoa100 = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } });

/** What a start on such a host writes to stderr, and the cause. */
function attempt(host: Host, protection: Protection, parts: DomainParts = {}): readonly [cause: string, ...lines: string[]] {
  const { result } = host.startDomain(exampleDomain('guest', protection, parts));
  if (result.started) return ['started'];
  const [, ...lines] = result.error.message.split(`${qemuTimeStamp} qemu-system-x86_64: `);
  return [result.cause, ...lines.map((line) => line.trimEnd())];
}

function genoa(changes: Readonly<Record<string, unknown>> = {}, kernel = '6.18'): Host {
  const description = composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 }, versions: { kernel } });
  return new Host(changedDescription(description, changes));
}

const kvmFailed = '-accel kvm: failed to initialize kvm: Operation not permitted';
const noContext = '-accel kvm: sev_common_kvm_init: failed to create encryption context';

function policy(type: string, value: string): DomainParts {
  return { launchSecurity: `<launchSecurity type='${type}'><policy>${value}</policy></launchSecurity>` };
}

describe('what KVM cannot do', () => {
  it('SNP where it is off: the VM type is not supported', () => {
    const lines = ['-accel kvm: vm-type SEV-SNP not supported by KVM'];
    expect(attempt(genoa({ 'amd.rmp': 'none' }), 'snp')).toEqual(['unsupported-vm-type', ...lines]);
    expect(attempt(new Host(composeHost({ machine: 'rome' })), 'snp')).toEqual(['unsupported-vm-type', ...lines]);
  });

  it('SEV-ES where the parameter reads N: the ioctl answers ENOTTY', () => {
    const line = `-accel kvm: sev_common_kvm_init: failed to initialize ret=-25 fw_error=0 ''`;
    expect(attempt(new Host(composeHost({ machine: 'rome' })), 'sev-es')).toEqual(['unsupported-vm-type', line, kvmFailed]);
  });

  it('plain SEV where all ids belong to SEV-ES: ENOTTY, or EBUSY where every failure is masked', () => {
    const line = (ret: number) => `failed to initialize ret=${ret} fw_error=0 ''`;
    const none = { 'amd.cpuid8000001f.edx': 1007 };
    expect(attempt(genoa(none), 'sev')).toEqual(['empty-range', `-accel kvm: sev_common_kvm_init: ${line(-25)}`, kvmFailed]);
    expect(attempt(genoa(none, '6.1'), 'sev')).toEqual([
      'empty-range',
      `-accel kvm: sev_common_kvm_init: ${line(-16)}`,
      kvmFailed,
    ]);
  });

  it('a kernel that does not handle MIN above MAX + 1 charges first and finds no id then', () => {
    const changes = {
      'amd.cpuid8000001f.edx': 1008,
      'kernel.quirks': ['min-above-max-not-handled', 'start-errors-become-ebusy'],
    };
    expect(attempt(genoa(changes, '6.1'), 'sev')[0]).toBe('empty-range');
    const without = { ...changes, 'amd.cpuid8000001f.edx': 1007 };
    expect(attempt(genoa(without, '6.1'), 'sev')[0]).toBe('no-capacity');
  });

  it('SEV-ES on 7.2 with firmware that refuses it: the VM type is hidden', () => {
    const line = '-accel kvm: vm-type SEV-ES not supported by KVM';
    expect(attempt(genoa({ 'amd.psp.svn': 0x1b }, '7.2'), 'sev-es')).toEqual(['unsupported-vm-type', line]);
  });

  it('SEV-ES on an older kernel with that firmware: the launch fails', () => {
    const line = `-accel kvm: sev_launch_start: LAUNCH_START ret=1 fw_error=21 'Feature not supported'`;
    expect(attempt(genoa({ 'amd.psp.svn': 0x1b }), 'sev-es')).toEqual(['platform-failed', line, noContext, kvmFailed]);
  });
});

describe('the security processor', () => {
  const trusting = { 'boot.staleLibvirtCache': 'before-disabling' };

  it('without /dev/sev QEMU cannot even ask', () => {
    const line = `-accel kvm: sev_common_kvm_init: Failed to open /dev/sev 'No such file or directory'`;
    const host = genoa({ ...trusting, 'boot.hiddenNodes': ['/dev/sev'] });
    expect(attempt(host, 'sev')).toEqual(['device-missing', line, kvmFailed]);
  });

  it('an initialisation that failed at boot fails again for each guest', () => {
    const line = `-accel kvm: sev_common_kvm_init: failed to initialize ret=-5 fw_error=19 'Hardware error'`;
    const host = genoa({ ...trusting, 'amd.psp.initError': 0x13, 'amd.rmp': 'none' }, '6.12');
    expect(attempt(host, 'sev')).toEqual(['platform-failed', line, kvmFailed]);
    expect(host.truth.live.keyUsage[0]).toEqual({ free: 906, inUse: 0, pending: 1, leaked: 0 });
  });

  it('SEV-ES is missed earlier, in the platform status', () => {
    const line = '-accel kvm: sev_common_kvm_init: guest policy requires SEV-ES, but host SEV-ES support unavailable';
    const host = genoa({ ...trusting, 'amd.psp.initError': 0x13, 'amd.rmp': 'none' }, '6.12');
    expect(attempt(host, 'sev-es')).toEqual(['platform-failed', line, kvmFailed]);
  });

  it('firmware too old for SNP that the kernel tolerates has no guest contexts', () => {
    const line = `-accel kvm: sev_snp_launch_start: SNP_LAUNCH_START ret=-25 fw_error=1 'Platform state is invalid'`;
    const old = { 'amd.psp.api.minor': 49, 'kernel.kvmAmd.oldSnpFirmwareDisablesSev': false };
    expect(attempt(genoa(old, '6.12'), 'snp')).toEqual(['platform-failed', line, noContext, kvmFailed]);
    expect(attempt(genoa(old, '6.12'), 'sev')).toEqual(['started']);
  });

  it('does not know the ASID beyond its last one, which KVM hands out when MIN = MAX + 2', () => {
    const host = genoa({ 'amd.cpuid8000001f.ecx': 3, 'amd.cpuid8000001f.edx': 5 });
    for (const name of ['a', 'b', 'c']) expect(host.startDomain(exampleDomain(name, 'snp')).result.started).toBe(true);
    const line = `-accel kvm: sev_snp_launch_start: SNP_LAUNCH_START ret=-5 fw_error=13 'Invalid ASID'`;
    expect(attempt(host, 'snp')).toEqual(['platform-failed', line, noContext, kvmFailed]);
  });
});

describe('policies', () => {
  it.each([
    [
      'SNP without bit 17 is refused by KVM',
      'snp',
      policy('sev-snp', '0x3000'),
      `sev_snp_launch_start: SNP_LAUNCH_START ret=-22 fw_error=0 ''`,
    ],
    [
      'SNP with an unknown bit is refused by KVM',
      'snp',
      policy('sev-snp', '0x4030000'),
      `sev_snp_launch_start: SNP_LAUNCH_START ret=-22 fw_error=0 ''`,
    ],
    [
      'SNP without SMT is refused by the firmware of a host with SMT',
      'snp',
      policy('sev-snp', '0x20000'),
      `sev_snp_launch_start: SNP_LAUNCH_START ret=-5 fw_error=7 'Policy is not allowed'`,
    ],
    [
      'SNP that asks for a newer firmware is refused by it',
      'snp',
      policy('sev-snp', '0x30263'),
      `sev_snp_launch_start: SNP_LAUNCH_START ret=-5 fw_error=7 'Policy is not allowed'`,
    ],
    [
      'SEV that asks for a newer firmware is refused by it',
      'sev',
      policy('sev', '0x20001'),
      `sev_launch_start: LAUNCH_START ret=1 fw_error=7 'Policy is not allowed'`,
    ],
  ] as const)('%s', (_, protection, parts, line) => {
    const host = new Host(genoa100);
    expect(attempt(host, protection, parts)).toEqual(['policy-refused', `-accel kvm: ${line}`, noContext, kvmFailed]);
  });

  it('a refused policy leaves its ASID pending and no charge', () => {
    const host = new Host(genoa100);
    attempt(host, 'snp', policy('sev-snp', '0x3000'));
    expect(host.truth.live.keyUsage[1]).toEqual({ free: 98, inUse: 0, pending: 1, leaked: 0 });
    expect(host.truth.live.miscGroups[0]?.resources.sev_es.current).toBe(0n);
  });

  it('SEV with policy bit 2 is SEV-ES and takes an id of the other pool', () => {
    const host = new Host(genoa100);
    const { result } = host.startDomain(exampleDomain('guest', 'sev', policy('sev', '7')));
    expect(result).toEqual({ started: true, protection: 'sev-es', keyId: 1 });
  });
});

describe('documents', () => {
  it.each([
    [
      'a wrong C-bit',
      'sev',
      { launchSecurity: `<launchSecurity type='sev'><cbitpos>47</cbitpos><policy>1</policy></launchSecurity>` },
      'invalid-domain',
      `sev_common_kvm_init: cbitpos check failed, host '51' requested '47'`,
    ],
    [
      'no reduced bit',
      'snp',
      {
        launchSecurity: `<launchSecurity type='sev-snp'><reducedPhysBits>0</reducedPhysBits><policy>0x30000</policy></launchSecurity>`,
      },
      'invalid-domain',
      `sev_common_kvm_init: reduced_phys_bits check failed, it should be in the range of 1 to 63, requested '0'`,
    ],
    [
      'SNP with SMM',
      'snp',
      { features: `<features><smm state='on'/></features>` },
      'invalid-domain',
      'SEV-SNP does not support SMM.',
    ],
  ] as const)('%s is refused while KVM is set up', (_, protection, parts, cause, line) => {
    expect(attempt(new Host(genoa100), protection, parts)).toEqual([cause, `-accel kvm: ${line}`, kvmFailed]);
  });

  const ovmf = '/usr/share/edk2/ovmf';
  const none = '/nonexistent.fd';
  it.each([
    [
      'SNP with a flash image',
      'snp',
      { os: `<loader type='pflash'>${ovmf}/OVMF_CODE.cc.fd</loader>` },
      'invalid-domain',
      'pflash with kvm requires KVM readonly memory support',
    ],
    [
      'SNP with an image that is not there',
      'snp',
      { os: `<loader type='rom'>${none}</loader>` },
      'firmware-missing',
      `could not load PC BIOS '${none}'`,
    ],
    [
      'SNP with the built-in BIOS',
      'snp',
      { os: '' },
      'invalid-domain',
      'sev_snp_launch_finish: Failed to locate SEV metadata header',
    ],
    [
      'SEV with a flash image that is not there',
      'sev',
      { os: `<loader type='pflash'>${none}</loader>` },
      'firmware-missing',
      `-blockdev {"driver":"file","filename":"${none}","node-name":"libvirt-pflash0-storage","auto-read-only":true,"discard":"unmap"}: Could not open '${none}': No such file or directory`,
    ],
    [
      'an ordinary guest with an image that is not there',
      'none',
      { os: `<loader type='rom'>${none}</loader>` },
      'firmware-missing',
      `could not load PC BIOS '${none}'`,
    ],
    ['SEV without KVM', 'sev', { attributes: `type='qemu'` }, 'invalid-domain', "Assertion `machine->cgs->ready' failed."],
  ] as const)('%s is refused', (_, protection, parts, cause, line) => {
    expect(attempt(new Host(genoa100), protection, parts)).toEqual([cause, line]);
  });

  it('a missing template of the variable store is libvirt’s own error', () => {
    const parts = { os: `<loader type='pflash'>${ovmf}/OVMF_CODE.cc.fd</loader><nvram template='${none}'/>` };
    const { result } = new Host(genoa100).startDomain(exampleDomain('guest', 'sev', parts));
    const message = `Failed to open file '${none}': No such file or directory`;
    expect(result).toEqual({ started: false, cause: 'firmware-missing', error: { code: 38, domain: 10, message } });
  });

  it('SEV with the built-in BIOS or a ROM image starts', () => {
    expect(attempt(new Host(genoa100), 'sev', { os: '' })).toEqual(['started']);
    expect(attempt(new Host(genoa100), 'sev', { os: `<loader type='rom'>${ovmf}/OVMF.amdsev.fd</loader>` })).toEqual(['started']);
  });
});
