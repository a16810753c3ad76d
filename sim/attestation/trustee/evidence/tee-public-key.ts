import type { JsonObject } from '../../../core/json.js';
import type { DialectName } from '../dialect.js';
import { isObject, textOf } from '../json-bytes.js';

/** The key a guest made for this exchange; secrets are encrypted to it. A JSON Web Key with exactly the members that are bound. */
export type TeePublicKey =
  | { readonly kty: 'RSA'; readonly alg: string; readonly n: string; readonly e: string }
  | { readonly kty: 'EC'; readonly crv: string; readonly alg: string; readonly x: string; readonly y: string };

/**
 * The key in a message or a token: members the protocol knows, whatever else is there left out, as the real broker reads it. Whether
 * anything can be encrypted to it shows when something is.
 *
 * @returns undefined where it is no such key: in `2024-08` only RSA is.
 */
export function readTeePublicKey(value: unknown, dialect: DialectName): TeePublicKey | undefined {
  if (!isObject(value)) return undefined;
  if (value['kty'] === 'RSA') return withMembers(value, ['kty', 'alg', 'n', 'e']);
  if (value['kty'] === 'EC' && dialect === '2026') return withMembers(value, ['kty', 'crv', 'alg', 'x', 'y']);
  return undefined;
}

function withMembers(value: JsonObject, names: readonly string[]): TeePublicKey | undefined {
  const members: [string, string][] = [];
  for (const name of names) {
    const text = textOf(value, name);
    if (text === undefined) return undefined;
    members.push([name, text]);
  }
  return Object.fromEntries(members) as unknown as TeePublicKey;
}
