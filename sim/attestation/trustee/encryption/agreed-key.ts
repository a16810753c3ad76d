import { createCipheriv, createECDH, createHash, createPublicKey, type ECDH } from 'node:crypto';
import type { JsonObject } from '../../../core/json.js';
import type { TeePublicKey } from '../evidence/tee-public-key.js';
import { bytesOfBase64Url } from '../json-bytes.js';
import type { RandomBytes } from '../random-bytes.js';

/**
 * Wraps a content key for a guest's key on an elliptic curve: a key drawn for this once agrees with it on another, which wraps the content
 * key. Source: RFC 7518, 4.6 (ECDH-ES+A256KW), and RFC 3394; concat_kdf in kbs/src/jwe/mod.rs of trustee.
 *
 * @returns undefined for another curve, and for what is no point of it.
 */
export function agreeAndWrap(
  contentKey: Buffer,
  key: TeePublicKey & { readonly kty: 'EC' },
  random: RandomBytes,
): { readonly key: Buffer; readonly header: JsonObject } | undefined {
  const curve = curves.get(key.crv);
  const [x, y] = [bytesOfBase64Url(key.x), bytesOfBase64Url(key.y)];
  if (curve === undefined || x?.length !== curve.bytes || y?.length !== curve.bytes || !isPoint(key)) return undefined;
  const own = ephemeralKey(curve, random);
  const agreed = own.computeSecret(Buffer.concat([Buffer.from([4]), x, y]));
  const point = own.getPublicKey();
  const epk = {
    crv: key.crv,
    kty: 'EC',
    x: point.subarray(1, 1 + curve.bytes).toString('base64url'),
    y: point.subarray(1 + curve.bytes).toString('base64url'),
  };
  return { key: wrap(contentKey, derivedKey(agreed)), header: { epk } };
}

interface NamedCurve {
  readonly openssl: string;
  /** Bytes of a coordinate. */
  readonly bytes: number;
}

const curves = new Map<string, NamedCurve>([
  ['P-256', { openssl: 'prime256v1', bytes: 32 }],
  ['P-521', { openssl: 'secp521r1', bytes: 66 }],
]);

function isPoint({ kty, crv, x, y }: TeePublicKey & { readonly kty: 'EC' }): boolean {
  try {
    createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

/** A number below the order of the curve: its highest byte is cleared for the curve whose order does not fill its bytes. */
function ephemeralKey({ openssl, bytes }: NamedCurve, random: RandomBytes): ECDH {
  const pair = createECDH(openssl);
  const scalar = random(bytes);
  scalar[0] = (scalar[0] ?? 0) & (bytes === 66 ? 0 : 0x7f);
  scalar[bytes - 1] = (scalar[bytes - 1] ?? 0) | 1;
  pair.setPrivateKey(scalar);
  return pair;
}

function derivedKey(agreed: Buffer): Buffer {
  const algorithm = Buffer.from('ECDH-ES+A256KW');
  const parts = [number(1), agreed, number(algorithm.length), algorithm, number(0), number(0), number(256)];
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function wrap(contentKey: Buffer, wrappingKey: Buffer): Buffer {
  const cipher = createCipheriv('id-aes256-wrap', wrappingKey, Buffer.alloc(8, 0xa6));
  return Buffer.concat([cipher.update(contentKey), cipher.final()]);
}
