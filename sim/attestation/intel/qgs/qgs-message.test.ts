import { expect, it } from 'vitest';
import { qgsErrors, qgsTypes, readParts, readQgsMessage, writeParts, writeQgsMessage } from './qgs-message.js';
import { qgsErrorAnswer } from './quote-generation-service.js';

// Bytes that Intel's own library (qgs_msg_lib) wrote.

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

it('a request for a quote of a TDREPORT', () => {
  const request = writeQgsMessage(qgsTypes.getQuote, writeParts([Buffer.alloc(1024, 0x81), Buffer.alloc(0)]));
  expect(request).toHaveLength(1048);
  expect(hex(request.subarray(0, 25))).toBe('01000100000000001804000000000000000400000000000081');
});

it('an answer with a quote of 100 bytes', () => {
  const answer = writeQgsMessage(qgsTypes.getQuoteAnswer, writeParts([Buffer.alloc(0), Buffer.alloc(100)]));
  expect(hex(answer.subarray(0, 24))).toBe('01000100010000007c000000000000000000000064000000');
});

it('an answer that says the version is wrong', () => {
  expect(hex(qgsErrorAnswer(qgsTypes.getQuoteAnswer, qgsErrors.invalidVersion))).toBe(
    '010001000100000018000000042001000000000000000000',
  );
});

it('a request for the platform’s description', () => {
  expect(hex(writeQgsMessage(qgsTypes.getPlatformInfo, Buffer.alloc(0)))).toBe('01000100040000001000000000000000');
});

it('error answers are as long as the fixed part of what they stand for', () => {
  const lengths = [qgsTypes.getQuoteAnswer, qgsTypes.getCollateralAnswer, qgsTypes.getPlatformInfoAnswer].map(
    (type) => qgsErrorAnswer(type, qgsErrors.unexpected).length,
  );
  expect(lengths).toEqual([24, 48, 28]);
});

it('what is written is read back, whatever the minor version', () => {
  const message = writeQgsMessage(3, Buffer.from('body'), { minor: 0, error: 7 });
  expect(readQgsMessage(message)).toEqual({
    ok: true,
    value: { major: 1, minor: 0, type: 3, error: 7, body: Buffer.from('body') },
  });
});

it.each([
  ['too short for a header', Buffer.alloc(15), qgsErrors.invalidParameter],
  ['of another major version', writeQgsMessage(0, Buffer.alloc(8), { major: 2 }), qgsErrors.invalidVersion],
  ['longer than it says', Buffer.concat([writeQgsMessage(0, Buffer.alloc(8)), Buffer.alloc(1)]), qgsErrors.invalidSize],
])('a message is refused that is %s', (_, bytes, error) => {
  expect(readQgsMessage(bytes)).toEqual({ ok: false, reason: error });
});

it('parts whose lengths do not add up are none', () => {
  const body = writeParts([Buffer.from('ab'), Buffer.from('c')]);
  expect(readParts(body, 2)?.map(String)).toEqual(['ab', 'c']);
  expect(readParts(body.subarray(0, -1), 2)).toBeUndefined();
  expect(readParts(Buffer.concat([body, Buffer.alloc(1)]), 2)).toBeUndefined();
  expect(readParts(Buffer.alloc(7), 2)).toBeUndefined();
});
