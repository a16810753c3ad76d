import { createECDH, createPrivateKey, createPublicKey } from 'node:crypto';
import { bytesOfNumber, deriveBytes, numberOfBytes } from './derive-bytes.js';
import type { Curve, EcKeyPair } from './key-pair.js';

/** The key a seed gives for a label on a curve. Made once and remembered. */
export function ecKey(curve: Curve, seed: string, label: string): EcKeyPair {
  const name = `${curve}/${seed}/${label}`;
  let key = made.get(name);
  if (key === undefined) {
    key = makeKey(curve, seed, label);
    if (made.size >= rememberedMax) made.clear();
    made.set(name, key);
  }
  return key;
}

const made = new Map<string, EcKeyPair>();
const rememberedMax = 20_000;

function makeKey(curve: Curve, seed: string, label: string): EcKeyPair {
  const { bytes, order, openssl } = curves[curve];
  const drawn = numberOfBytes(deriveBytes(seed, `ec/${curve}/${label}`, bytes + 16));
  const scalar = bytesOfNumber((drawn % (order - 1n)) + 1n, bytes);
  const pair = createECDH(openssl);
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 1 + bytes), point.subarray(1 + bytes)];
  const jwk = { kty: 'EC', crv: curve, x: x.toString('base64url'), y: y.toString('base64url') };
  const privateKey = createPrivateKey({ key: { ...jwk, d: scalar.toString('base64url') }, format: 'jwk' });
  return { kind: 'ec', curve, scalar, x, y, privateKey, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** Size of a coordinate, order of the group, OpenSSL's name. Source: SP 800-186 3.2.1.3 and 3.2.1.4. */
const curves = {
  'P-256': {
    bytes: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    openssl: 'prime256v1',
  },
  'P-384': {
    bytes: 48,
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    openssl: 'secp384r1',
  },
} as const;
