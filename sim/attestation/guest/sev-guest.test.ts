import { describe, expect, it } from 'vitest';
import { ConfidentialGuest } from './confidential-guest.js';
import { reportOfResponse, SevGuestDevice, type SnpEvidenceMaker } from './sev-guest-device.js';
import { tsmReportRoot } from './tsm-reports.js';

const evidence: SnpEvidenceMaker = {
  report: ({ reportData, vmpl }) => Buffer.concat([Buffer.from([2, vmpl]), reportData]),
  certificates: () => Buffer.alloc(5000, 7),
  derivedKey: ({ rootKeySelect }) => Buffer.alloc(32, 0x40 + rootKeySelect),
};
const userData = Buffer.alloc(64, 9);
const ask = { msgVersion: 1, userData, vmpl: 0 } as const;
const keyFields = { rootKeySelect: 1, guestFieldSelect: 0n, vmpl: 0, guestSvn: 0, tcbVersion: 0n };

describe('/dev/sev-guest', () => {
  const device = new SevGuestDevice({ evidence });

  it('gives a report of 4000 bytes, the status before it', () => {
    const reply = device.ioctl({ command: 'SNP_GET_REPORT', ...ask });
    const response = reply.ok ? reply.response : expect.fail(reply.reason);
    expect(response).toHaveLength(4000);
    expect(reportOfResponse(response)).toEqual({ status: 0, report: Buffer.concat([Buffer.from([2, 0]), userData]) });
  });

  it('gives certificates with it where there is room, and says how much they need where there is not', () => {
    const reply = device.ioctl({ command: 'SNP_GET_EXT_REPORT', ...ask, certsLength: 8192 });
    expect(reply.ok && reply.certificates.length).toBe(5000);
    expect(device.ioctl({ command: 'SNP_GET_EXT_REPORT', ...ask, certsLength: 4096 })).toEqual({
      ok: false,
      reason: 'EIO',
      exitInfo2: 1n << 32n,
      certsLength: 8192,
    });
  });

  it.each([
    { command: 'SNP_GET_REPORT', ...ask, msgVersion: 0 },
    { command: 'SNP_GET_EXT_REPORT', ...ask, certsLength: 100 },
    { command: 'SNP_GET_EXT_REPORT', ...ask, certsLength: 20_480 },
  ] as const)('refuses what the driver does not pass on: %o', (call) => {
    expect(device.ioctl(call)).toMatchObject({ ok: false, reason: 'EINVAL' });
  });

  it('succeeds where the firmware refuses, with its status', () => {
    const privileged = new SevGuestDevice({ evidence, vmpl: 2 });
    const reply = privileged.ioctl({ command: 'SNP_GET_REPORT', ...ask, vmpl: 1 });
    expect(reply.ok && reportOfResponse(reply.response).status).toBe(0x16);
  });

  it('gives keys that are derived', () => {
    const reply = device.ioctl({ command: 'SNP_GET_DERIVED_KEY', msgVersion: 1, ...keyFields });
    expect(reply.ok && [...reply.response.subarray(0, 33)]).toEqual([...Buffer.alloc(32), 0x41]);
  });

  it('gives up its key after an error of the host', () => {
    const broken = new SevGuestDevice({ evidence, hostFails: true });
    const replies = [1, 2].map(() => broken.ioctl({ command: 'SNP_GET_REPORT', ...ask }));
    expect(replies).toMatchObject([{ reason: 'EIO' }, { reason: 'ENOTTY' }]);
    expect(broken.kernelLines).toContain('sev-guest sev-guest: Disabling VMPCK0 communication key to prevent IV reuse.');
  });
});

describe('an SNP guest', () => {
  const guest = new ConfidentialGuest({ kernel: { release: '6.12.107', vmpl: 1 }, snp: evidence });
  guest.tsm?.makeDirectory(`${tsmReportRoot}/r0`);

  it('has reports and certificates in configfs', () => {
    guest.write(`${tsmReportRoot}/r0/inblob`, userData);
    guest.write(`${tsmReportRoot}/r0/privlevel`, Buffer.from('2'));
    expect(guest.read(`${tsmReportRoot}/r0/outblob`)).toEqual({
      ok: true,
      value: Buffer.concat([Buffer.from([2, 2]), userData]),
    });
    expect(guest.read(`${tsmReportRoot}/r0/auxblob`)).toMatchObject({ ok: true, value: Buffer.alloc(5000, 7) });
    expect(String(guest.read(`${tsmReportRoot}/r0/provider`).ok)).toBe('true');
  });

  it('cannot ask for a level more privileged than its own', () => {
    expect(guest.write(`${tsmReportRoot}/r0/privlevel`, Buffer.from('0'))).toEqual({ ok: false, reason: 'EINVAL' });
  });

  it('has devices and files, and says so in its log', () => {
    expect(guest.paths).toEqual(expect.arrayContaining(['/dev/sev-guest', '/sys/devices/platform/sev-guest', tsmReportRoot]));
    expect(guest.read('/sys/devices/system/cpu/sev/vmpl')).toEqual({ ok: true, value: Buffer.from('1\n') });
    expect(guest.write('/sys/devices/system/cpu/sev/vmpl', Buffer.from('0'))).toEqual({ ok: false, reason: 'EACCES' });
    expect(guest.read('/dev/tdx_guest')).toEqual({ ok: false, reason: 'ENOENT' });
    expect(guest.kernelLines).toContain('SEV: SNP running at VMPL1.');
  });

  it('of an older kernel has less', () => {
    expect(new ConfidentialGuest({ kernel: { release: '6.1.176' }, snp: evidence }).tsm).toBeUndefined();
    expect(new ConfidentialGuest({ kernel: { release: '5.15.0' }, snp: evidence }).sevGuest).toBeUndefined();
  });
});

it('a guest without protection has configfs and nothing that registered there', () => {
  const guest = new ConfidentialGuest({ kernel: { release: '6.12.8' } });
  expect(guest.paths).toEqual([tsmReportRoot]);
  expect(guest.tsm?.makeDirectory(`${tsmReportRoot}/r0`)).toEqual({ ok: false, reason: 'ENXIO' });
  expect(guest.kernelLines).toEqual([]);
});
