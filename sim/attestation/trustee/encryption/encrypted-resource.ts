import { constants, createCipheriv, createPublicKey, publicEncrypt } from 'node:crypto';
import type { JsonObject } from '../../../core/json.js';
import type { DialectName } from '../dialect.js';
import type { TeePublicKey } from '../evidence/tee-public-key.js';
import type { RandomBytes } from '../random-bytes.js';
import { agreeAndWrap } from './agreed-key.js';
import { oaepBlock, pkcs1Block } from './rsa-padding.js';

/** A secret on its way to a guest: a JSON Web Encryption, flattened, of which only the guest can make anything. */
export interface EncryptedResource {
  /** Header: base64url of JSON; in `2024-08` the JSON itself. */
  readonly protected: string;
  readonly encrypted_key: string;
  readonly iv: string;
  readonly ciphertext: string;
  /** In `2024-08` empty, and the tag the end of the ciphertext. */
  readonly tag: string;
}

/**
 * Encrypts a secret to a guest's key with AES-256-GCM under a key drawn for it. Sources: kbs/src/http/resource.rs (trustee 0a6d7f90; the
 * header is not authenticated) and kbs/src/jwe/mod.rs (78962cd4).
 *
 * @returns undefined where the dialect does not encrypt to such a key, or where it is not a key.
 */
export function encryptResource(
  secret: Uint8Array,
  key: TeePublicKey,
  dialect: DialectName,
  random: RandomBytes,
): EncryptedResource | undefined {
  const contentKey = random(32);
  const iv = random(12);
  const wrapped = wrapKey(contentKey, key, dialect, random);
  if (wrapped === undefined) return undefined;
  const header = JSON.stringify({ alg: key.alg, enc: 'A256GCM', ...wrapped.header });
  const old = dialect === '2024-08';
  const protectedHeader = old ? header : Buffer.from(header).toString('base64url');
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv);
  if (!old) cipher.setAAD(Buffer.from(protectedHeader));
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
  const tag = cipher.getAuthTag();
  return {
    protected: protectedHeader,
    encrypted_key: wrapped.key.toString('base64url'),
    iv: iv.toString('base64url'),
    ciphertext: (old ? Buffer.concat([ciphertext, tag]) : ciphertext).toString('base64url'),
    tag: old ? '' : tag.toString('base64url'),
  };
}

interface WrappedKey {
  readonly key: Buffer;
  /** What the guest needs besides its own key. */
  readonly header: JsonObject;
}

function wrapKey(contentKey: Buffer, key: TeePublicKey, dialect: DialectName, random: RandomBytes): WrappedKey | undefined {
  if (key.kty === 'EC') return key.alg === 'ECDH-ES+A256KW' ? agreeAndWrap(contentKey, key, random) : undefined;
  const pad = paddings.get(key.alg);
  if (pad === undefined || (dialect === '2024-08' && key.alg !== 'RSA1_5')) return undefined;
  try {
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    const size = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >> 3;
    if (size < 256 || size > 1024) return undefined;
    return {
      key: publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, pad(contentKey, size, random)),
      header: {},
    };
  } catch {
    return undefined;
  }
}

/** Padding is put on here, because OpenSSL draws its own random bytes. */
const paddings = new Map([
  ['RSA1_5', pkcs1Block],
  ['RSA-OAEP-256', oaepBlock],
]);
