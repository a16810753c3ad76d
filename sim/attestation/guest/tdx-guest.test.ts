import { describe, expect, it } from 'vitest';
import { refused } from '../../core/outcome.js';
import { bodyField, readQuote } from '../intel/quote/read-quote.js';
import { exampleEvidence, exampleReportData } from '../intel/verify/example-evidence.js';
import { attestationWay } from './attestation-way.js';
import { ConfidentialGuest } from './confidential-guest.js';
import { answerGetQuote, getQuoteRequest, getQuoteStatus } from './get-quote-buffer.js';
import { measurementRoot } from './measurement-files.js';
import { transportTo } from './quote-transport.js';
import { portOf, tdxAttestQuote } from './tdx-attest.js';
import { tdxGuestIoctl } from './tdx-guest-device.js';
import { tsmReportRoot } from './tsm-reports.js';

const { platform } = exampleEvidence();
const quoteService = transportTo({ platform });

/** A trust domain in which nothing was extended yet. */
function started(release = '6.16.0', service: typeof quoteService | undefined = quoteService) {
  const { domain } = exampleEvidence();
  return new ConfidentialGuest({ kernel: { release }, tdx: { domain, ...(service !== undefined && { quoteService: service }) } });
}

/** `outblob` of a report in configfs. */
function outblob(guest: ConfidentialGuest, inblob: Uint8Array = exampleReportData) {
  guest.tsm?.makeDirectory(`${tsmReportRoot}/r0`);
  guest.write(`${tsmReportRoot}/r0/inblob`, inblob);
  return guest.read(`${tsmReportRoot}/r0/outblob`);
}

describe('configfs of a trust domain', () => {
  it('gives a quote bound to what was written', () => {
    const quote = outblob(started());
    const read = quote.ok ? readQuote(quote.value) : expect.fail(quote.reason);
    expect(read.ok && bodyField(read.value, 'reportData')).toEqual(exampleReportData);
  });

  it('has four attributes', () => {
    const guest = started();
    outblob(guest);
    expect(guest.tsm?.list(`${tsmReportRoot}/r0`)).toEqual(['generation', 'inblob', 'outblob', 'provider']);
  });

  it('wants 64 bytes', () => {
    expect(outblob(started(), Buffer.alloc(32))).toEqual({ ok: false, reason: 'EINVAL' });
  });

  it.each([
    ['without a service', undefined],
    ['with a service that cannot be reached', () => refused('unavailable' as const)],
    ['with a service that does not answer', () => refused('timeout' as const)],
    ['with a service of version 1.0', transportTo({ platform, minorVersion: 0 })],
  ])('%s is empty up to Linux 6.19 and EIO since 7.0', (_, service) => {
    const { domain } = exampleEvidence();
    const of = (release: string) =>
      new ConfidentialGuest({ kernel: { release }, tdx: { domain, ...(service !== undefined && { quoteService: service }) } });
    expect(outblob(of('6.19.11'))).toEqual({ ok: true, value: Buffer.alloc(0) });
    expect(outblob(of('7.2.8'))).toEqual({ ok: false, reason: 'EIO' });
  });
});

describe('TDG.VP.VMCALL<GetQuote>', () => {
  const report = exampleEvidence().domain.report(exampleReportData);

  it('says in the buffer how it went', () => {
    const buffer = getQuoteRequest(report, 8192);
    expect(answerGetQuote(buffer, quoteService)).toBe('success');
    expect(buffer.readBigUInt64LE(8)).toBe(getQuoteStatus.success);
    expect(readQuote(buffer.subarray(24, 24 + buffer.readUInt32LE(20)))).toMatchObject({ ok: true });
  });

  it.each([
    ['there is no service', undefined, getQuoteStatus.serviceUnavailable],
    ['the service is away', () => refused('unavailable' as const), getQuoteStatus.serviceUnavailable],
    ['the service does not answer', () => refused('timeout' as const), getQuoteStatus.error],
    ['the service is too old', transportTo({ platform, minorVersion: 0 }), getQuoteStatus.error],
  ])('succeeds when %s, and the buffer says so', (_, transport, status) => {
    const buffer = getQuoteRequest(report, 8192);
    expect(answerGetQuote(buffer, transport)).toBe('success');
    expect(buffer.readBigUInt64LE(8)).toBe(status);
  });

  it('fails for a buffer that is not whole pages, too long, or of another version', () => {
    expect(answerGetQuote(getQuoteRequest(report, 5000), quoteService)).toBe('invalid-operand');
    expect(answerGetQuote(getQuoteRequest(report, 132 * 1024), quoteService)).toBe('invalid-operand');
    expect(answerGetQuote(Buffer.alloc(8192), quoteService)).toBe('invalid-operand');
  });

  it('wants to be asked again when sixteen are on their way', () => {
    expect(answerGetQuote(getQuoteRequest(report, 8192), quoteService, 16)).toBe('retry');
  });

  it('does not fit a quote into one page', () => {
    const buffer = getQuoteRequest(report, 4096);
    answerGetQuote(buffer, quoteService);
    expect(buffer.readBigUInt64LE(8)).toBe(getQuoteStatus.error);
  });
});

describe('measurements', () => {
  it('are files of 48 bytes since 6.16', () => {
    const guest = started();
    expect(guest.read(`${measurementRoot}/mrtd:sha384`)).toEqual({ ok: true, value: Buffer.alloc(48, 1) });
    expect(guest.paths.filter((path) => path.startsWith(measurementRoot))).toHaveLength(8);
    expect(started('6.12.8').read(`${measurementRoot}/mrtd:sha384`)).toEqual({ ok: false, reason: 'ENOENT' });
  });

  it('of registers are extended by writing, and show in the quote', () => {
    const guest = started();
    expect(guest.write(`${measurementRoot}/rtmr3:sha384`, Buffer.alloc(48, 5)).ok).toBe(true);
    const register = guest.read(`${measurementRoot}/rtmr3:sha384`);
    const quote = outblob(guest);
    const read = quote.ok ? readQuote(quote.value) : expect.fail(quote.reason);
    expect(read.ok && register.ok && bodyField(read.value, 'rtmr3').equals(register.value)).toBe(true);
  });

  it.each([
    ['rtmr0:sha384', 32, 'EINVAL'],
    ['mrconfigid', 48, 'EACCES'],
    ['rtmr4:sha384', 48, 'ENOENT'],
  ])('%s does not take %d bytes', (name, length, errno) => {
    expect(started().write(`${measurementRoot}/${name}`, Buffer.alloc(length))).toEqual({ ok: false, reason: errno });
  });
});

describe('/dev/tdx_guest', () => {
  it('gives a TDREPORT and knows nothing else', () => {
    const { domain } = exampleEvidence();
    expect(tdxGuestIoctl(domain, 'TDX_CMD_GET_REPORT0', exampleReportData)).toEqual({
      ok: true,
      value: domain.report(exampleReportData),
    });
    expect(tdxGuestIoctl(domain, 'TDX_CMD_GET_QUOTE', exampleReportData)).toEqual({ ok: false, reason: 'ENOTTY' });
  });
});

describe('the two ways of the article', () => {
  const { domain } = exampleEvidence();

  it('by VSOCK: the guest has a device and its library knows the port', () => {
    const way = attestationWay({ autoattachVSOCK: true });
    if (!way.ok || way.value.by !== 'vsock') return expect.fail('no way');
    const { configuration, cid, port } = way.value;
    const vsock = (toCid: number, toPort: number) => (toCid === cid && toPort === port ? quoteService : undefined);
    expect(tdxAttestQuote({ domain, configuration, vsock }, exampleReportData)).toMatchObject({
      ok: true,
      value: { way: 'vsock' },
    });
    expect(tdxAttestQuote({ domain, configuration }, exampleReportData)).toEqual({
      ok: false,
      reason: 'TDX_ATTEST_ERROR_VSOCK_FAILURE',
    });
  });

  it('by TDVMCALL: QEMU knows the address, the guest nothing', () => {
    expect(attestationWay({ QGS: 'vsock:2:4050' })).toEqual({
      ok: true,
      value: { by: 'tdvmcall', service: { type: 'vsock', cid: '2', port: '4050' } },
    });
    const { tsm } = started();
    expect(tdxAttestQuote({ domain, ...(tsm !== undefined && { tsm }) }, exampleReportData)).toMatchObject({
      ok: true,
      value: { way: 'tdvmcall' },
    });
    expect(tsm?.list(tsmReportRoot)).toEqual([]);
  });

  it('with neither there are no quotes', () => {
    expect(attestationWay({})).toEqual({ ok: true, value: { by: 'none' } });
    expect(attestationWay({ QGS: 'nowhere' })).toEqual({ ok: false, reason: "error parsing address 'nowhere'" });
    const { domain: of, tsm } = { domain, tsm: new ConfidentialGuest({ kernel: { release: '6.16.0' }, tdx: { domain } }).tsm };
    expect(tdxAttestQuote({ domain: of, ...(tsm !== undefined && { tsm }) }, exampleReportData)).toEqual({
      ok: false,
      reason: 'TDX_ATTEST_ERROR_QUOTE_FAILURE',
    });
    expect(tdxAttestQuote({ domain }, exampleReportData)).toEqual({ ok: false, reason: 'TDX_ATTEST_ERROR_NOT_SUPPORTED' });
  });

  it('Intel’s library takes version 1.0 where QEMU does not', () => {
    const older = transportTo({ platform, minorVersion: 0 });
    const setting = { domain, configuration: 'port=4050', vsock: () => older };
    expect(tdxAttestQuote(setting, exampleReportData)).toMatchObject({ ok: true });
  });

  it.each([
    ['port=4050', 4050],
    ['# a comment\n port = 4050 \n', 4050],
    ['port=0', undefined],
    ['port=x', undefined],
    ['', undefined],
  ])('the configuration %o names the port %s', (text, port) => {
    expect(portOf(text)).toBe(port);
  });
});
