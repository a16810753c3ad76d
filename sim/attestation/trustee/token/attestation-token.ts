import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../../../core/json.js';
import { sameBytes } from '../../keys/same-bytes.js';
import type { DialectName } from '../dialect.js';
import { isObject, own } from '../json-bytes.js';
import { refuse, type Step } from '../refusal.js';
import { judgeTimes, type TokenDefect, unverifiedToken, verifyToken } from './json-web-signature.js';
import { keyOfJwk, vouchedKey } from './token-certificates.js';

/** By what attestation tokens are judged. */
export interface TokenTrust {
  readonly dialect: DialectName;
  /** Key of the broker's own attestation service, and what its tokens say it is. */
  readonly ownKey: KeyObject;
  readonly ownJwk: JsonObject;
  /** `any`: the key within a token is as good. */
  readonly trust: 'own' | 'any';
  /** Roots of certificates that may vouch for the key of a token, DER. */
  readonly roots: readonly Uint8Array[];
}

/**
 * The claims of an attestation token that somebody brings. It names the key it is signed with: in the claims in `2024-08`, in the header
 * since. Source: kbs/src/token/coco.rs of trustee 0a6d7f90, kbs/src/crypto/jwt.rs of 78962cd4.
 */
export async function claimsOfToken(token: string, trusted: TokenTrust, nowSeconds: number): Promise<Step<JsonObject>> {
  const { dialect } = trusted;
  const unverified = unverifiedToken(token);
  if (unverified === undefined) return refuse('token', 'token-malformed', 'the token is not a JSON Web Token');
  const jwk = own(dialect === '2024-08' ? unverified.claims : unverified.header, 'jwk');
  const key = isObject(jwk) ? acceptedKey(jwk, trusted, nowSeconds) : undefined;
  if (key === undefined) return refuse('token', 'token-key', 'the token names no key that anybody vouches for');
  const verified = await verifyToken(token, dialect === '2024-08' ? 'RS384' : 'ES256', key);
  if (!verified.ok) return refuse('token', `token-${verified.reason}`, defects[verified.reason]);
  const times = judgeTimes(verified.value, nowSeconds, { leeway: dialect === '2024-08' ? 0 : 60 });
  if (times !== 'valid') return refuse('token', `token-${times}`, times === 'expired' ? 'token expired' : 'before validity');
  return verified;
}

const defects: Readonly<Record<TokenDefect, string>> = {
  oversize: 'the token is longer than 64 KiB',
  malformed: 'the token is not a JSON Web Token',
  algorithm: 'the token is signed in another way',
  signature: 'the signature of the token does not match',
};

function acceptedKey(jwk: JsonObject, { ownKey, ownJwk, trust, roots }: TokenTrust, nowSeconds: number): KeyObject | undefined {
  if (isSameKey(jwk, ownJwk)) return ownKey;
  return trust === 'any' ? keyOfJwk(jwk) : vouchedKey(jwk, roots, nowSeconds);
}

function isSameKey(left: JsonObject, right: JsonObject): boolean {
  const members = ['kty', 'crv', 'x', 'y', 'n', 'e'];
  return members.every((name) => sameBytes(Buffer.from(String(own(left, name))), Buffer.from(String(own(right, name)))));
}

/** Where the key of a guest stands in the claims of its token. Source: kbs/src/token/mod.rs of trustee 78962cd4. */
export function teeKeyIn(claims: JsonObject): unknown {
  for (const path of teeKeyPaths) {
    let value: unknown = claims;
    for (const name of path) value = isObject(value) ? own(value, name) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

const teeKeyPaths = [
  ['tdx', 'attester_runtime_data', 'tee-pubkey'],
  ['tdx', 'attester_user_data', 'tee-pubkey'],
  ['customized_claims', 'runtime_data', 'tee-pubkey'],
  ['submods', 'cpu0', 'ear.veraison.annotated-evidence', 'runtime_data_claims', 'tee-pubkey'],
  ['tee-pubkey'],
];
