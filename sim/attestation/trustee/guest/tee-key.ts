import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
import { flattenedDecrypt } from 'jose';
import { deriveBytes } from '../../keys/derive-bytes.js';
import { ecKey } from '../../keys/ec-key.js';
import type { KeyPair } from '../../keys/key-pair.js';
import { rsaKey } from '../../keys/rsa-key.js';
import type { DialectName } from '../dialect.js';
import type { EncryptedResource } from '../encryption/encrypted-resource.js';
import { messageOfPkcs1Block } from '../encryption/rsa-padding.js';
import type { TeePublicKey } from '../evidence/tee-public-key.js';
import { bytesOfBase64Url, objectOfBytes } from '../json-bytes.js';

/** The key pair a guest makes for its conversations with a broker. */
export interface TeeKey {
  readonly publicKey: TeePublicKey;
  /** The secret within; rejects where it was meant for somebody else, or changed on the way. */
  open(resource: EncryptedResource): Promise<Uint8Array>;
}

/**
 * The key a guest of a seed makes: RSA with 2048 bits in `2024-08`, which takes a second to find for a seed that has no row in
 * `keys/rsa-prime-offsets.ts`, and P-256 in `2026`. Source: attestation-agent/kbs_protocol/src/keypair.rs of guest-components.
 */
export function teeKey(dialect: DialectName, seed: string): TeeKey {
  return dialect === '2024-08'
    ? rsaTeeKey(rsaKey(seed, 'guest/tee', 2048), 'RSA1_5')
    : ecTeeKey(ecKey('P-256', seed, 'guest/tee'));
}

/** An RSA key pair for secrets wrapped in one of two ways. */
export function rsaTeeKey(pair: KeyPair, alg: 'RSA1_5' | 'RSA-OAEP-256'): TeeKey {
  const { n = '', e = '' } = pair.publicKey.export({ format: 'jwk' });
  const publicKey = { kty: 'RSA', alg, n, e } as const;
  return {
    publicKey,
    open: alg === 'RSA1_5' ? (resource) => opened(resource, pair) : (resource) => openedByJose(resource, pair),
  };
}

/** A key pair on a curve. */
export function ecTeeKey(pair: KeyPair): TeeKey {
  const { crv = '', x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  return {
    publicKey: { kty: 'EC', crv, alg: 'ECDH-ES+A256KW', x, y },
    open: (resource) => openedByJose(resource, pair),
  };
}

async function openedByJose(resource: EncryptedResource, { privateKey }: KeyPair): Promise<Uint8Array> {
  const { plaintext } = await flattenedDecrypt(resource, privateKey, {
    keyManagementAlgorithms: ['ECDH-ES+A256KW', 'RSA-OAEP-256'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  return plaintext;
}

/**
 * Two forms: that of 2024, whose header is plain JSON and whose tag is the end of the ciphertext, and that of the standard. Neither `jose`
 * nor Node take this padding off any more.
 */
async function opened(resource: EncryptedResource, { privateKey }: KeyPair): Promise<Uint8Array> {
  const parts = [resource.encrypted_key, resource.iv, resource.ciphertext, resource.tag].map(bytesOfBase64Url);
  if (parts.some((part) => part === undefined)) throw new Error('the secret is not base64url');
  const [wrapped, iv, ciphertext, tag] = parts as [Buffer, Buffer, Buffer, Buffer];
  const block = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, wrapped);
  const contentKey = messageOfPkcs1Block(block, deriveBytes(resource.encrypted_key, 'no content key', 32));
  const old = tag.length === 0;
  if (!saysHow(resource.protected, old)) throw new Error('the secret is encrypted in another way');
  const cut = old ? ciphertext.length - 16 : ciphertext.length;
  const decipher = createDecipheriv('aes-256-gcm', contentKey, iv, { authTagLength: 16 });
  if (!old) decipher.setAAD(Buffer.from(resource.protected));
  decipher.setAuthTag(old ? ciphertext.subarray(cut) : tag);
  return Uint8Array.from(Buffer.concat([decipher.update(ciphertext.subarray(0, cut)), decipher.final()]));
}

/** In the old form nothing vouches for the header, so that it must be just what is expected. */
function saysHow(header: string, old: boolean): boolean {
  const { alg, enc, ...rest } = objectOfBytes(old ? header : (bytesOfBase64Url(header) ?? '')) ?? {};
  return alg === 'RSA1_5' && enc === 'A256GCM' && Object.keys(rest).length === 0;
}
