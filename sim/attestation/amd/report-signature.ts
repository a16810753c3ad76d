import type { KeyObject } from 'node:crypto';
import type { EcKeyPair } from '../keys/key-pair.js';
import { isSignedBy, signNatively } from '../keys/native-signature.js';
import type { signRepeatably } from '../keys/repeatable-signature.js';
import { signedBytes } from './report.js';

/** `signRepeatably` for what enters a log, `signNatively` where speed counts. */
export type Sign = typeof signRepeatably;

/** Signs the bytes of a report in place. Each number is written least significant byte first and filled up to 72 bytes. */
export function signReport(bytes: Buffer, key: EcKeyPair, sign: Sign = signNatively): Buffer {
  const signature = sign(key, 'ecdsa-sha384', bytes.subarray(0, signedBytes));
  bytes.fill(0, signedBytes);
  bytes.set(signature.subarray(0, 48).reverse(), signedBytes);
  bytes.set(signature.subarray(48).reverse(), signedBytes + 72);
  return bytes;
}

/** Whether a key signed the bytes of a report. */
export function isReportSignedBy(bytes: Buffer, key: KeyObject): boolean {
  const number = (at: number): Buffer => Buffer.from(bytes.subarray(at, at + 48)).reverse();
  const signature = Buffer.concat([number(signedBytes), number(signedBytes + 72)]);
  return isSignedBy(key, 'ecdsa-sha384', bytes.subarray(0, signedBytes), signature);
}
