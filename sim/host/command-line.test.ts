import { describe, expect, it } from 'vitest';
import { composeHost } from '../../profiles/index.js';
import { propertiesOf, qemuOptions } from './command-line-options.js';
import { Host, type StartAttempt } from './host.js';

const amd = () => new Host(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } }));
const intel = () => new Host(composeHost({ machine: 'emerald-rapids' }));
const snp = 'sev-snp-guest,id=snp,cbitpos=51,reduced-phys-bits=1,policy=196608';

function argv(support: string | undefined, ...more: readonly string[]): readonly string[] {
  const machine = `q35,accel=kvm${support === undefined ? '' : `,confidential-guest-support=${support}`}`;
  return ['-name', 'sandbox-1,debug-threads=on', '-uuid', '2', '-machine', machine, '-m', '2048M', '-nographic', ...more];
}

function snpGuest(object: string = snp, firmware = '/opt/kata/share/ovmf/AMDSEV.fd'): readonly string[] {
  return argv('snp', '-object', object, '-bios', firmware);
}

function tdxGuest(object: string, firmware = '/opt/kata/share/ovmf/OVMF.inteltdx.fd'): readonly string[] {
  return argv('tdx', '-object', object, '-bios', firmware);
}

function errorOf({ result }: StartAttempt): string {
  return result.started ? 'started' : result.error.message;
}

describe('arguments of QEMU', () => {
  it('start an ordinary guest, which takes no key', () => {
    const host = amd();
    expect(host.startCommandLine(argv(undefined))).toEqual({
      result: { started: true, protection: 'none' },
      name: 'sandbox-1',
      protection: 'none',
    });
    expect(host.guestCount).toBe(1);
  });

  it('start a SEV-SNP guest, which takes a key and gives it back', () => {
    const host = amd();
    expect(host.startCommandLine(snpGuest())).toMatchObject({
      result: { started: true, protection: 'snp', keyId: 1 },
      name: 'sandbox-1',
      usage: { inUse: 1 },
    });
    expect(host.destroyDomain('sandbox-1')).toMatchObject({ ok: true, value: { usage: { inUse: 0 } } });
  });

  it.each([
    ['sev-guest,id=sev,cbitpos=51,reduced-phys-bits=1', 'sev'],
    ['sev-guest,id=sev,cbitpos=51,reduced-phys-bits=1,policy=0x5', 'sev-es'],
  ])('%s starts a guest with %s', (object, protection) => {
    const arguments_ = argv('sev', '-object', object, '-bios', '/opt/kata/share/ovmf/OVMF.fd');
    expect(amd().startCommandLine(arguments_).result).toMatchObject({ started: true, protection });
  });

  it('start a TDX guest by an object in JSON', () => {
    const socket = { type: 'vsock', cid: '2', port: '4050' };
    const object = JSON.stringify({ 'qom-type': 'tdx-guest', id: 'tdx', 'quote-generation-socket': socket });
    expect(intel().startCommandLine(tdxGuest(object)).result).toMatchObject({ started: true, protection: 'tdx' });
  });

  it('leave a guest of the same name alone', () => {
    const host = amd();
    host.startCommandLine(argv(undefined));
    expect(errorOf(host.startCommandLine(argv(undefined)))).toBe(
      'qemu-system-x86_64: -qmp: Failed to bind socket: Address already in use',
    );
  });

  it('find no KVM where there is none', () => {
    const host = new Host(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100, 'no-dev-kvm': true } }));
    expect(errorOf(host.startCommandLine(snpGuest()))).toBe(
      'qemu-system-x86_64: Could not access KVM kernel module: No such file or directory\n' +
        'qemu-system-x86_64: failed to initialize kvm: No such file or directory',
    );
  });
});

describe('arguments QEMU refuses', () => {
  it.each([
    ['host-data=AAAA,sev-snp-guest,id=snp', "Expected '=' after parameter 'sev-snp-guest'"],
    [`${snp},certs-path=/opt/snp/cert_chain.cert`, "Parameter 'certs-path' is unexpected"],
    ['sev-snp-gast,id=snp', "Parameter 'qom-type' does not accept value 'sev-snp-gast'"],
    ['id=snp', "Parameter 'qom-type' is missing"],
    ['sev-snp-guest', "Parameter 'id' is missing"],
    [`${snp},host-data=AAAA`, 'parameter length of 3 not equal to expected value of 32'],
    ['sev-snp-guest,id=snp,cbitpos=much', "Parameter 'cbitpos' expects uint32"],
    ['{"qom-type":', 'JSON parse error, invalid keyword'],
  ])('-object %s', (object, reason) => {
    expect(errorOf(amd().startCommandLine(snpGuest(object)))).toBe(`qemu-system-x86_64: -object ${object}: ${reason}`);
  });

  it('a TDX digest of the wrong length', () => {
    const object = JSON.stringify({ 'qom-type': 'tdx-guest', id: 'tdx', mrconfigid: 'AAAA' });
    expect(errorOf(intel().startCommandLine(tdxGuest(object)))).toContain(
      "TDX 'mrconfigid' sha384 digest was 3 bytes, expected 48 bytes",
    );
  });

  it('a protection that no object gives', () => {
    expect(errorOf(amd().startCommandLine(argv('snp')))).toBe("qemu-system-x86_64: Device 'snp' not found");
  });

  it.each([
    [['-frobnicate'], '-frobnicate: invalid option'],
    [['-smp'], '-smp: requires an argument'],
  ])('%s', (more, reason) => {
    expect(errorOf(amd().startCommandLine(argv(undefined, ...more)))).toBe(`qemu-system-x86_64: ${reason}`);
  });
});

describe('what KVM and the firmware refuse', () => {
  it('a policy that is not allowed, in the words users know', () => {
    expect(errorOf(amd().startCommandLine(snpGuest(snp.replace('196608', '0x2ffff'))))).toBe(
      "qemu-system-x86_64: sev_snp_launch_start: SNP_LAUNCH_START ret=-5 fw_error=7 'Policy is not allowed'\n" +
        'qemu-system-x86_64: sev_common_kvm_init: failed to create encryption context\n' +
        'qemu-system-x86_64: failed to initialize kvm: Operation not permitted',
    );
  });

  it('SEV-SNP on a host of another maker', () => {
    expect(errorOf(intel().startCommandLine(snpGuest()))).toBe('qemu-system-x86_64: vm-type SEV-SNP not supported by KVM');
  });

  it.each([
    ['/opt/kata/share/ovmf/none.fd', "could not load PC BIOS '/opt/kata/share/ovmf/none.fd'"],
    ['/opt/kata/share/ovmf/OVMF.inteltdx.fd', 'sev_snp_launch_finish: Failed to locate SEV metadata header'],
  ])('firmware %s for SEV-SNP, and the key goes back', (firmware, reason) => {
    const attempt = amd().startCommandLine(snpGuest(snp, firmware));
    expect(errorOf(attempt)).toBe(`qemu-system-x86_64: ${reason}`);
    expect(attempt).toMatchObject({ protection: 'snp', usage: { inUse: 0 } });
  });

  it('firmware of SEV-SNP for TDX', () => {
    const attempt = intel().startCommandLine(tdxGuest('tdx-guest,id=tdx', '/opt/kata/share/ovmf/AMDSEV.fd'));
    expect(errorOf(attempt)).toBe('qemu-system-x86_64: failed to parse TDVF for TDX VM');
  });

  it('flash for SEV-SNP', () => {
    const drive = 'if=pflash,format=raw,readonly=on,file=/opt/kata/share/ovmf/AMDSEV.fd';
    expect(errorOf(amd().startCommandLine(argv('snp', '-object', snp, '-drive', drive)))).toBe(
      'qemu-system-x86_64: pflash with kvm requires KVM readonly memory support',
    );
  });
});

describe('options and their properties', () => {
  it('have one dash or two', () => {
    expect(qemuOptions(['--no-reboot', '-m', '1G'])).toEqual({
      ok: true,
      value: [
        { name: 'no-reboot', text: '' },
        { name: 'm', text: '1G' },
      ],
    });
  });

  it('have commas inside values twice', () => {
    expect(propertiesOf('a,,b,file=x,,y', 'name')).toEqual({ ok: true, value: { name: 'a,b', file: 'x,y' } });
  });
});
