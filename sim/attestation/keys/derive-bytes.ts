import { hkdfSync } from 'node:crypto';

/**
 * Bytes that a seed gives for a label: HKDF with SHA-384. Same seed and label, same bytes, in every run and on every machine.
 * Another label gives bytes that say nothing of these.
 */
export function deriveBytes(seed: string, label: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha384', seed, 'fauxmetal', label, length));
}

/** The bytes as an unsigned number, most significant first. */
export function numberOfBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}

/** An unsigned number as so many bytes, most significant first. */
export function bytesOfNumber(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}
