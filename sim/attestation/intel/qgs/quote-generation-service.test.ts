import { describe, expect, it } from 'vitest';
import { openStream, type RandomStream } from '../../../core/prng.js';
import { readQuote } from '../quote/read-quote.js';
import { exampleEvidence, exampleReportData } from '../verify/example-evidence.js';
import { qemuQuoteRequest, readByQemu } from './qemu-quote-request.js';
import { qgsTypes, readParts, readQgsMessage, writeParts, writeQgsMessage } from './qgs-message.js';
import { type QgsReaction, type QuoteService, reactToQgsStream } from './quote-generation-service.js';
import { readFrame, writeFrame } from './stream-frame.js';

const { platform, domain, collateral } = exampleEvidence();
const report = domain.report(exampleReportData);
const service: QuoteService = { platform };
const request = qemuQuoteRequest(report);

function bytesOf(reaction: QgsReaction): Buffer {
  return reaction.do === 'answer' ? reaction.bytes : expect.fail(JSON.stringify(reaction));
}

/** The message in the frame of an answer. */
function messageOf(bytes: Buffer, of = service) {
  const frame = readFrame(bytesOf(reactToQgsStream(of, writeFrame(bytes))));
  const message = readQgsMessage(frame.ok && frame.value !== undefined ? frame.value.message : expect.fail('no frame'));
  return message.ok ? message.value : expect.fail(String(message.reason));
}

describe('a request in a frame', () => {
  it('is waited for until it is whole, and answered with a quote', () => {
    for (const length of [0, 4, 19, 20, request.length - 1]) {
      expect(reactToQgsStream(service, request.subarray(0, length))).toEqual({ do: 'wait' });
    }
    const quote = readByQemu(bytesOf(reactToQgsStream(service, request)));
    expect(quote.ok && readQuote(quote.value)).toMatchObject({ ok: true, value: { form: 'v4' } });
  });

  it('is answered with an error where the report is not this machine’s, without its length, or with an error of its own', () => {
    const foreign = exampleEvidence({ seed: 'foreign' }).domain.report(exampleReportData);
    const bodies = [writeParts([foreign, Buffer.alloc(0)]), writeParts([report.subarray(1), Buffer.alloc(0)]), Buffer.alloc(3)];
    for (const body of bodies)
      expect(messageOf(writeQgsMessage(qgsTypes.getQuote, body))).toMatchObject({ type: 1, error: 0x12001 });
    const wrong = writeQgsMessage(qgsTypes.getQuote, writeParts([report, Buffer.alloc(0)]), { error: 1 });
    expect(messageOf(wrong)).toMatchObject({ type: 1, error: 0x12001 });
  });

  it('for collateral is answered with seven parts, or an error where there is none', () => {
    const body = writeParts([Buffer.from(platform.identity.fmspc), Buffer.from('platform\0')]);
    const asked = writeQgsMessage(qgsTypes.getCollateral, body);
    const known = messageOf(asked, { platform, collateral: (_, ca) => (ca === 'platform' ? collateral : undefined) });
    expect(known).toMatchObject({ type: 3, error: 0 });
    expect(readParts(known.body, 7, 4)?.[4]?.toString()).toBe(collateral.tcbInfo);
    expect(messageOf(asked)).toMatchObject({ type: 3, error: 0x12001 });
  });

  it('for the platform’s description is answered with versions and identity', () => {
    const { body } = messageOf(writeQgsMessage(qgsTypes.getPlatformInfo, Buffer.alloc(0)));
    expect([body.readUInt16LE(0), body.readUInt16LE(2)]).toEqual([platform.qe.isvSvn, platform.identity.pceSvn]);
    expect(body).toHaveLength(4 + 8 + 16 + 16 + 4);
  });

  it('that is an answer closes the connection', () => {
    expect(reactToQgsStream(service, writeFrame(writeQgsMessage(1, Buffer.alloc(8))))).toEqual({
      do: 'close',
      log: 'Whoops, bad request!',
    });
  });
});

describe('a report without frame and message', () => {
  it('is waited for until it is whole, and answered with a bare quote', () => {
    expect(reactToQgsStream(service, report.subarray(0, 1023))).toEqual({ do: 'wait' });
    expect(readQuote(bytesOf(reactToQgsStream(service, report)))).toMatchObject({ ok: true });
  });

  it.each([
    ['of another type', 0, 'Not a legimit TD report, stop'],
    ['of an unknown version', 2, 'Not a legimit TD report, stop'],
    ['with something where nothing is defined', 200, 'Not a legimit TD report, stop'],
    ['with another MAC', 230, 'tee_att_get_quote refuses the report'],
  ])('%s closes the connection', (_, at, log) => {
    const other = Buffer.from(report);
    other[at] = 0x55;
    expect(reactToQgsStream(service, other)).toEqual({ do: 'close', log });
  });

  it('with something after it closes the connection', () => {
    expect(reactToQgsStream(service, Buffer.concat([report, Buffer.alloc(1)]))).toMatchObject({ do: 'close' });
  });
});

describe('QEMU is stricter than Intel’s library', () => {
  const answer = bytesOf(reactToQgsStream(service, request));

  it('about the version: it wants 1.1 where the library takes 1.0 as well', () => {
    const older = bytesOf(reactToQgsStream({ platform, minorVersion: 0 }, request));
    expect(readByQemu(older)).toEqual({ ok: false, reason: 'Invalid QGS message header version 1.0' });
    expect(readQgsMessage(older.subarray(4))).toMatchObject({ ok: true });
  });

  it.each<readonly [string, (frame: Buffer) => void, string]>([
    ['type', (frame) => frame.writeUInt32LE(3, 8), 'Invalid QGS message type 3'],
    ['size', (frame) => frame.writeUInt32LE(1 << 20, 12), `QGS message size 1048576 exceeds payload capacity ${answer.length}`],
    ['error', (frame) => frame.writeUInt32LE(0x12001, 16), 'QGS message error code 73729'],
    ['selected identity', (frame) => frame.writeUInt32LE(16, 20), 'QGS message selected ID was 16 not 0'],
    ['length of the quote', (frame) => frame.writeUInt32LE(5, 24), `QGS quote size 5 should be ${answer.length - 24}`],
  ])('about the %s', (_, change, words) => {
    const frame = Buffer.from(answer);
    change(frame);
    expect(readByQemu(frame)).toEqual({ ok: false, reason: words });
  });

  it('about what does not fit into the guest’s buffer, or ends early', () => {
    expect(readByQemu(answer, 4096)).toEqual({
      ok: false,
      reason: `Message len ${answer.length - 4} must be non-zero & less than 4092`,
    });
    expect(readByQemu(answer.subarray(0, -1))).toEqual({ ok: false, reason: 'End of file before reply received' });
    expect(readByQemu(Buffer.alloc(0))).toEqual({ ok: false, reason: 'End of file before reply received' });
  });
});

it('whatever arrives, the service waits, answers or closes', () => {
  const stream = openStream(7);
  for (let round = 0; round < 3000; round += 1) {
    const bytes = Buffer.concat([
      stream.chance(1, 2) ? request.subarray(0, stream.below(60)) : Buffer.alloc(0),
      randomBytes(stream),
    ]);
    for (let changes = stream.below(3); changes > 0 && bytes.length > 0; changes -= 1)
      bytes[stream.below(bytes.length)] = stream.below(256);
    expect(['wait', 'answer', 'close']).toContain(reactToQgsStream(service, bytes).do);
    expect(readByQemu(bytes).ok).toBe(false);
  }
});

function randomBytes(stream: RandomStream): Buffer {
  return Buffer.from(Array.from({ length: stream.below(1100) }, () => stream.below(256)));
}
