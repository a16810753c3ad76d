import { type KeyObject, sign } from 'node:crypto';
import { compactVerify, errors } from 'jose';
import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { KeyPair } from '../../keys/key-pair.js';
import { signRepeatably } from '../../keys/repeatable-signature.js';
import { bytesOfBase64Url, objectOfBytes } from '../json-bytes.js';

/** Signatures of tokens, by their names in RFC 7518 and RFC 8037. */
export type TokenAlgorithm = 'RS256' | 'RS384' | 'PS384' | 'ES256' | 'EdDSA';

/** Signs a token so that the same claims and key give the same text in every run, which `jose` does not for ES256 and PS384. */
export function signToken(key: KeyPair, algorithm: TokenAlgorithm, header: JsonObject, claims: JsonObject): string {
  const content = `${encoded({ typ: 'JWT', alg: algorithm, ...header })}.${encoded(claims)}`;
  return `${content}.${signature(key, algorithm, Buffer.from(content)).toString('base64url')}`;
}

/** Why a token is not one. */
export type TokenDefect = 'oversize' | 'malformed' | 'algorithm' | 'signature';

/** Longest token that is looked at, in characters. */
export const longestToken = 64 * 1024;

/** Checks the signature of a token by a public key, and nothing else; the claims of one that has it. */
export async function verifyToken(
  token: string,
  algorithm: TokenAlgorithm,
  key: KeyObject,
): Promise<Outcome<JsonObject, TokenDefect>> {
  if (token.length > longestToken) return refused('oversize');
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [algorithm] });
    const claims = objectOfBytes(payload);
    return claims === undefined ? refused('malformed') : done(claims);
  } catch (problem) {
    if (problem instanceof errors.JWSSignatureVerificationFailed) return refused('signature');
    return refused(problem instanceof errors.JOSEAlgNotAllowed ? 'algorithm' : 'malformed');
  }
}

/** Header and claims of a token whose signature nobody looked at; undefined where it is not a token. */
export function unverifiedToken(token: string): { readonly header: JsonObject; readonly claims: JsonObject } | undefined {
  const parts = token.length > longestToken ? [] : token.split('.');
  const [header, claims] = parts.map((part) => objectOfBytes(bytesOfBase64Url(part) ?? ''));
  if (parts.length !== 3 || header === undefined || claims === undefined) return undefined;
  // A signature is written one way too: its last digit may have bits that nobody reads.
  return bytesOfBase64Url(parts[2] ?? '') === undefined ? undefined : { header, claims };
}

/** How the times in claims stand to the present, in seconds. A token without an end has ended, unless `endless` ones are taken. */
export function judgeTimes(
  claims: JsonObject,
  nowSeconds: number,
  { leeway = 0, endless = false } = {},
): 'valid' | 'expired' | 'not-yet-valid' {
  const { exp = endless ? Number.POSITIVE_INFINITY : undefined, nbf = 0 } = claims;
  if (typeof exp !== 'number' || exp + leeway < nowSeconds) return 'expired';
  return typeof nbf === 'number' && nbf - leeway <= nowSeconds ? 'valid' : 'not-yet-valid';
}

function signature(key: KeyPair, algorithm: TokenAlgorithm, content: Buffer): Buffer {
  switch (algorithm) {
    case 'ES256':
      return signRepeatably(key, 'ecdsa-sha256', content);
    case 'PS384':
      return signRepeatably(key, 'rsa-pss-sha384', content);
    case 'EdDSA':
      return signRepeatably(key, 'ed25519', content);
    default:
      return sign(algorithm === 'RS256' ? 'sha256' : 'sha384', content, key.privateKey);
  }
}

function encoded(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
