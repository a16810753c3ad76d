import { constants, createHash, privateEncrypt } from 'node:crypto';
import { p256, p384 } from '@noble/curves/nist.js';
import { assertThat } from '../../core/defect.js';
import { deriveBytes } from './derive-bytes.js';
import type { EcKeyPair, KeyPair, RsaKeyPair } from './key-pair.js';
import { signNatively } from './native-signature.js';
import { digestNames, pssSaltLength, type SignatureAlgorithm } from './signature-algorithm.js';

/**
 * Signs so that the same key and message give the same signature in every run: ECDSA with the nonce of RFC 6979, RSASSA-PSS with a salt
 * drawn from the message, Ed25519 as it is. For certificates and whatever enters a log; milliseconds each.
 *
 * @returns in the shape of `signNatively`.
 */
export function signRepeatably(key: KeyPair, algorithm: SignatureAlgorithm, message: Uint8Array): Buffer {
  if (algorithm === 'ed25519') return signNatively(key, algorithm, message);
  if (algorithm === 'rsa-pss-sha384') {
    assertThat(key.kind === 'rsa', `${algorithm} is for RSA keys`);
    return signedPss(key, message);
  }
  assertThat(key.kind === 'ec', `${algorithm} is for elliptic-curve keys`);
  return signedEcdsa(key, digestNames[algorithm], message);
}

function signedEcdsa(key: EcKeyPair, digestName: string, message: Uint8Array): Buffer {
  const digest = createHash(digestName).update(message).digest();
  const curve = key.curve === 'P-256' ? p256 : p384;
  return Buffer.from(curve.sign(digest, key.scalar, { prehash: false, lowS: false, format: 'compact' }));
}

/** Source: RFC 8017, 9.1.1 (EMSA-PSS-ENCODE). OpenSSL draws its own salt, so the encoding is done here and only the power by OpenSSL. */
function signedPss(key: RsaKeyPair, message: Uint8Array): Buffer {
  const digest = sha384(message);
  const salt = deriveBytes('fauxmetal', `pss-salt/${digest.toString('hex')}`, pssSaltLength);
  const hash = sha384(Buffer.alloc(8), digest, salt);
  const maskedLength = key.bits / 8 - hash.length - 1;
  const block = Buffer.alloc(maskedLength);
  block[maskedLength - salt.length - 1] = 1;
  salt.copy(block, maskedLength - salt.length);
  const masked = xor(block, mask(hash, maskedLength));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  const encoded = Buffer.concat([masked, hash, Buffer.from([0xbc])]);
  return privateEncrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, encoded);
}

/** Source: RFC 8017, B.2.1 (MGF1). */
function mask(seed: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; blocks.length * 48 < length; counter += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    blocks.push(sha384(seed, number));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Uint8Array, right: Uint8Array): Buffer {
  return Buffer.from(left.map((byte, at) => byte ^ (right[at] ?? 0)));
}

function sha384(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha384');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
