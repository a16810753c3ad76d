import { constants, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyPair } from './key-pair.js';
import { digestNames, pssSaltLength, type SignatureAlgorithm } from './signature-algorithm.js';

/**
 * Signs with the machine's own cryptography: fast, and another signature each time (except Ed25519). For services and measurements; what
 * enters a log is signed by `signRepeatably`.
 *
 * @returns for ECDSA r ‖ s, each as long as a coordinate; for RSA and Ed25519 the signature as it is.
 */
export function signNatively(key: KeyPair, algorithm: SignatureAlgorithm, message: Uint8Array): Buffer {
  return sign(digestNames[algorithm], message, { key: key.privateKey, ...options(algorithm) });
}

/** Whether a signature of that shape is the key's. Never throws: a signature of another length or kind is simply not one. */
export function isSignedBy(key: KeyObject, algorithm: SignatureAlgorithm, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.asymmetricKeyType !== keyTypes[algorithm]) return false;
  try {
    return verify(digestNames[algorithm], message, { key, ...options(algorithm) }, signature);
  } catch {
    return false;
  }
}

const keyTypes = { 'ecdsa-sha256': 'ec', 'ecdsa-sha384': 'ec', 'rsa-pss-sha384': 'rsa', ed25519: 'ed25519' } as const;

function options(algorithm: SignatureAlgorithm) {
  if (algorithm === 'rsa-pss-sha384') return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pssSaltLength };
  return { dsaEncoding: 'ieee-p1363' as const };
}
