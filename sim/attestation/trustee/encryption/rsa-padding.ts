import { createHash } from 'node:crypto';
import type { RandomBytes } from '../random-bytes.js';

/** A message as RSA with the padding of PKCS #1 version 1.5 encrypts it: as long as the modulus. Source: RFC 8017, 7.2.1. */
export function pkcs1Block(message: Uint8Array, size: number, random: RandomBytes): Buffer {
  const padding = random(size - message.length - 3).map((byte) => (byte === 0 ? 1 : byte));
  return Buffer.concat([Buffer.from([0, 2]), padding, Buffer.from([0]), message]);
}

/** A message as RSA-OAEP with SHA-256 encrypts it. Source: RFC 8017, 7.1.1. */
export function oaepBlock(message: Uint8Array, size: number, random: RandomBytes): Buffer {
  const seed = random(32);
  const data = Buffer.alloc(size - 33);
  sha256(Buffer.alloc(0)).copy(data);
  data[data.length - message.length - 1] = 1;
  data.set(message, data.length - message.length);
  const maskedData = xor(data, mask(seed, data.length));
  return Buffer.concat([Buffer.from([0]), xor(seed, mask(maskedData, 32)), maskedData]);
}

/**
 * The 32-byte message within a block of PKCS #1 version 1.5, in a time that does not tell whether there was one: a malformed block gives
 * `instead`. Source: RFC 8017, 7.2.2, and RFC 7516 section 11.5, which asks for it.
 */
export function messageOfPkcs1Block(block: Uint8Array, instead: Uint8Array): Buffer {
  const start = block.length - 33;
  let wrong = (block[0] ?? 1) | ((block[1] ?? 0) ^ 2) | (block[start] ?? 1);
  for (let at = 2; at < start; at += 1) wrong |= (block[at] ?? 0) === 0 ? 1 : 0;
  const keep = wrong === 0 ? 0xff : 0;
  return Buffer.from(instead.map((byte, at) => (byte & ~keep) | ((block[start + 1 + at] ?? 0) & keep)));
}

/** Source: RFC 8017, B.2.1 (MGF1). */
function mask(seed: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; blocks.length * 32 < length; counter += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    blocks.push(sha256(seed, number));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Uint8Array, right: Uint8Array): Buffer {
  return Buffer.from(left.map((byte, at) => byte ^ (right[at] ?? 0)));
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}
