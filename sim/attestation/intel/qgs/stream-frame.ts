import { done, type Outcome, refused } from '../../../core/outcome.js';

/** Longest message that is read from a stream: a GetQuote buffer of 128 KiB, with room for what is around it. */
export const longestFrame = 256 * 1024;

/** A message as it travels over a stream: its length in four bytes, most significant first, before it. Source: Intel SGX DCAP `tdx_attest.c`. */
export function writeFrame(message: Uint8Array): Buffer {
  const frame = Buffer.alloc(4 + message.length);
  frame.writeUInt32BE(message.length);
  frame.set(message, 4);
  return frame;
}

/**
 * The first message of what has arrived.
 *
 * @returns the message and what follows it; nothing while it is not all there; or that its length cannot be meant.
 */
export function readFrame(arrived: Buffer): Outcome<{ readonly message: Buffer; readonly rest: Buffer } | undefined, 'too-long'> {
  if (arrived.length < 4) return done(undefined);
  const length = arrived.readUInt32BE(0);
  if (length > longestFrame) return refused('too-long');
  if (arrived.length < 4 + length) return done(undefined);
  return done({ message: arrived.subarray(4, 4 + length), rest: arrived.subarray(4 + length) });
}
