import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeQuote } from '../quote/make-quote.js';
import { bodyField, readQuote } from '../quote/read-quote.js';
import { exampleEvidence, exampleReportData } from '../verify/example-evidence.js';
import { readEventLog, replayed, writeEventLog } from './event-log.js';
import { launchValuesOf } from './launch-values.js';
import { measuredMemory, mrTdOfFirmware } from './mrtd.js';
import { tdReportOffsets } from './td-report.js';
import { TrustDomain } from './trust-domain.js';

const { platform } = exampleEvidence();
const digest = (text: string): Buffer => createHash('sha384').update(text).digest();

/** A domain whose digests are told apart by their bytes. */
function domain(): TrustDomain {
  const start = { mrConfigId: Buffer.alloc(48, 2), mrOwner: Buffer.alloc(48, 3), mrOwnerConfig: Buffer.alloc(48, 4) };
  return new TrustDomain(platform, { mrTd: Buffer.alloc(48, 1), ...start });
}

describe('a TDREPORT', () => {
  it('has every digest at its place', () => {
    const report = domain().report(exampleReportData);
    expect(report).toHaveLength(1024);
    const { mrTd, mrConfigId, mrOwner, mrOwnerConfig, reportData } = tdReportOffsets;
    expect([mrTd, mrConfigId, mrOwner, mrOwnerConfig]).toEqual([528, 576, 624, 672]);
    expect([mrTd, mrConfigId, mrOwner, mrOwnerConfig].map((at) => report[at + 47])).toEqual([1, 2, 3, 4]);
    expect(report.subarray(reportData, reportData + 64)).toEqual(exampleReportData);
  });
});

describe('extending a register', () => {
  it('changes that one, and no other', () => {
    for (const index of [0, 1, 2, 3]) {
      const running = domain();
      expect(running.extend(index, digest('kernel')).ok).toBe(true);
      const expected = createHash('sha384').update(Buffer.alloc(48)).update(digest('kernel')).digest();
      const { rtmrs } = running.measurements;
      expect(rtmrs.map((register, at) => Buffer.from(register).equals(at === index ? expected : Buffer.alloc(48)))).toEqual([
        true,
        true,
        true,
        true,
      ]);
    }
  });

  it.each([
    [4, 48],
    [-1, 48],
    [1.5, 48],
    [0, 47],
  ])('register %d by %d bytes is EINVAL', (index, length) => {
    expect(domain().extend(index, Buffer.alloc(length))).toEqual({ ok: false, reason: 'EINVAL' });
  });

  it('shows in the quote, and the event log leads to the same', () => {
    const running = domain();
    const events = [0, 2, 2].map((rtmr, at) => ({ rtmr, type: 0x80000007, digest: digest(`${at}`), data: Buffer.from(`${at}`) }));
    for (const { rtmr, digest: by } of events) running.extend(rtmr, by);
    const quote = makeQuote(platform, running.report(exampleReportData));
    const read = quote.ok ? readQuote(quote.value) : expect.fail(quote.reason);
    const log = readEventLog(writeEventLog(events));
    const registers = log.ok ? replayed(log.value) : expect.fail(log.reason);
    const quoted = read.ok ? ([0, 1, 2, 3] as const).map((at) => bodyField(read.value, `rtmr${at}`)) : expect.fail('no quote');
    expect(quoted.map((each) => each.toString('hex'))).toEqual(registers.map((each) => Buffer.from(each).toString('hex')));
  });
});

describe('an event log', () => {
  const log = writeEventLog([{ rtmr: 0, type: 1, digest: digest('x'), data: Buffer.from('x') }]);

  it('may have room that is not used', () => {
    expect(readEventLog(Buffer.concat([log, Buffer.alloc(500, 0xff)]))).toMatchObject({ ok: true, value: [{ rtmr: 0 }] });
  });

  it.each([
    ['cut off', log.subarray(0, -1)],
    ['of another algorithm', Buffer.from(log).fill(0x0b, 65 + 12, 65 + 13)],
    ['of a register there is not', Buffer.from(log).fill(9, 65, 66)],
    ['without a beginning', log.subarray(65)],
  ])('%s is none', (_, bytes) => {
    expect(readEventLog(bytes).ok).toBe(false);
  });
});

describe('MRTD', () => {
  it('depends on content, address, and whether the content is measured', () => {
    const section = { address: 0x1000, content: Buffer.from('firmware'), measured: true };
    const all = [
      section,
      { ...section, address: 0x2000 },
      { ...section, measured: false },
      { ...section, content: Buffer.from('f') },
    ];
    expect(new Set(all.map((each) => measuredMemory([each]).toString('hex'))).size).toBe(4);
    expect(measuredMemory([section])).toEqual(
      measuredMemory([{ ...section, content: Buffer.concat([section.content, Buffer.alloc(9)]) }]),
    );
  });

  it('of an image counts its pages', () => {
    expect(mrTdOfFirmware(Buffer.alloc(4096))).toEqual(mrTdOfFirmware(Buffer.alloc(1)));
    expect(mrTdOfFirmware(Buffer.alloc(4097))).not.toEqual(mrTdOfFirmware(Buffer.alloc(1)));
  });

  it('is SHA-384 over a record for the page and one for each 256 bytes', () => {
    const record = (name: string, address: number): Buffer => {
      const bytes = Buffer.alloc(128);
      bytes.write(name);
      bytes.writeUInt32LE(address, 16);
      return bytes;
    };
    const content = Buffer.alloc(4096, 7);
    const hash = createHash('sha384').update(record('MEM.PAGE.ADD', 0x3000));
    for (let at = 0; at < 4096; at += 256) hash.update(record('MR.EXTEND', 0x3000 + at)).update(content.subarray(at, at + 256));
    expect(measuredMemory([{ address: 0x3000, content, measured: true }])).toEqual(hash.digest());
  });
});

describe('a domain document', () => {
  const base64 = (byte: number, length = 48): string => Buffer.alloc(length, byte).toString('base64');
  const document = (content: string): string =>
    `<domain type='kvm'><launchSecurity type='tdx'>${content}</launchSecurity></domain>`;

  it('carries its digests into the quote', () => {
    const digests = `<policy>0x10000001</policy><mrConfigId>${base64(2)}</mrConfigId><mrOwner>${base64(3)}</mrOwner>`;
    const values = launchValuesOf(document(`${digests}<mrOwnerConfig>${base64(4)}</mrOwnerConfig>`));
    const start = values.ok ? values.value : expect.fail(values.reason);
    const quote = makeQuote(
      platform,
      new TrustDomain(platform, { mrTd: Buffer.alloc(48, 1), ...start }).report(exampleReportData),
    );
    const read = quote.ok ? readQuote(quote.value) : expect.fail(quote.reason);
    const body = read.ok ? read.value : expect.fail('no quote');
    const fields = (['mrConfigId', 'mrOwner', 'mrOwnerConfig'] as const).map((field) => bodyField(body, field)[0]);
    expect([...fields, bodyField(body, 'tdAttributes').readBigUInt64LE(0)]).toEqual([2, 3, 4, 0x10000001n]);
  });

  it.each([
    ["<quoteGenerationService path='/run/q'/>", { type: 'unix', path: '/run/q' }],
    ['<quoteGenerationService/>', { type: 'unix', path: '/var/run/tdx-qgs/qgs.socket' }],
    ['<Quote-Generation-Service>vsock:2:4050</Quote-Generation-Service>', { type: 'vsock', cid: '2', port: '4050' }],
  ])('says where quotes are made: %s', (element, quoteService) => {
    expect(launchValuesOf(document(element))).toMatchObject({ ok: true, value: { quoteService, attributes: 0x10000000n } });
  });

  it.each([
    [`<mrConfigId>${base64(1, 32)}</mrConfigId>`, "TDX 'mrconfigid' sha384 digest was 32 bytes, expected 48 bytes"],
    ['<policy>debug</policy>', 'failed to get launch security policy for launch security type TDX'],
    ['<Quote-Generation-Service>qgs</Quote-Generation-Service>', "error parsing address 'qgs'"],
  ])('is refused with %s', (element, words) => {
    expect(launchValuesOf(document(element))).toEqual({ ok: false, reason: words });
  });

  it('of another protection is refused', () => {
    expect(launchValuesOf('<domain/>').ok).toBe(false);
    expect(launchValuesOf('<domain').ok).toBe(false);
  });
});
