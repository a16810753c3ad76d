import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, longestMessage } from './frames.js';

function framed(body: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}

describe('messages in a stream', () => {
  it('come out whole however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 }),
        (bodies, cuts) => {
          const stream = Buffer.concat(bodies.map(framed));
          const reader = new FrameReader();
          const found: Buffer[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn++) {
            const end = at + (cuts[turn % cuts.length] ?? 1);
            const complete = reader.push(Buffer.from(stream.subarray(at, end)));
            if (complete.ok) found.push(...complete.value.map((body) => Buffer.from(body)));
            at = end;
          }
          expect(found.map((body) => body.toString('hex'))).toEqual(bodies.map((body) => Buffer.from(body).toString('hex')));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it.each([0, 3, 4, longestMessage + 5, 0xffff_ffff])('a length of %d is beyond repair', (length) => {
    const word = Buffer.alloc(4);
    word.writeUInt32BE(length);
    expect(new FrameReader().push(word)).toEqual({ ok: false, reason: `a message of ${length} bytes` });
  });

  it('a length word reserves nothing: memory follows the bytes that came', () => {
    const word = Buffer.alloc(4);
    word.writeUInt32BE(longestMessage + 4);
    const before = process.memoryUsage().arrayBuffers;
    const readers = Array.from({ length: 1000 }, () => new FrameReader());
    for (const reader of readers) reader.push(word);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    expect(readers).toHaveLength(1000);
  });
});
