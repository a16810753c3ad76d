import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../../../core/json.js';
import { checkChain } from '../../certificates/check-chain.js';
import { nameText } from '../../certificates/distinguished-name.js';
import { type ReadCertificate, readCertificate } from '../../certificates/read-certificate.js';
import { sameBytes } from '../../keys/same-bytes.js';
import { bytesOfBase64, bytesOfBase64Url, own } from '../json-bytes.js';

/** Longest chain that is looked at. */
const longestChain = 10;

/**
 * The key of a JSON Web Key that certificates vouch for: those in its `x5c`, the key's own first, the others in any order, the root among
 * them or not. Both spellings of base64 are read. Source: verify_jwk_endorsement in kbs/src/crypto/jwt.rs of trustee 78962cd4.
 *
 * @param roots that are trusted, DER.
 * @returns undefined where nothing leads from the key to one of the roots.
 */
export function vouchedKey(jwk: JsonObject, roots: readonly Uint8Array[], nowSeconds: number): KeyObject | undefined {
  const [leaf, ...others] = certificatesIn(jwk) ?? [];
  const key = keyOfJwk(jwk);
  if (leaf === undefined || key === undefined || !sameKey(key, leaf.publicKey)) return undefined;
  const known = [...others, ...roots.flatMap((der) => read(der) ?? [])];
  const chain = chainFrom(leaf, known);
  return checkChain(chain, { roots, nowSeconds }).ok ? key : undefined;
}

/** The key itself, whoever vouches for it. */
export function keyOfJwk(jwk: JsonObject): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function certificatesIn(jwk: JsonObject): readonly ReadCertificate[] | undefined {
  const texts = own(jwk, 'x5c');
  if (!Array.isArray(texts) || texts.length > longestChain) return undefined;
  const certificates: ReadCertificate[] = [];
  for (const text of texts as readonly unknown[]) {
    const plain = typeof text === 'string' ? text.replace(/\s/g, '') : '';
    const certificate = read(bytesOfBase64(plain) ?? bytesOfBase64Url(plain) ?? new Uint8Array());
    if (certificate === undefined) return undefined;
    certificates.push(certificate);
  }
  return certificates;
}

function read(der: Uint8Array): ReadCertificate | undefined {
  const certificate = readCertificate(der);
  return certificate.ok ? certificate.value : undefined;
}

/** From a certificate by the names of issuers, until one has issued itself. Whether the names are true is checked afterwards. */
function chainFrom(leaf: ReadCertificate, known: readonly ReadCertificate[]): readonly ReadCertificate[] {
  const chain = [leaf];
  for (let last = leaf; chain.length <= longestChain; ) {
    const issuer = nameText(last.issuer);
    const next = known.find(({ subject }) => nameText(subject) === issuer);
    if (issuer === nameText(last.subject) || next === undefined) break;
    chain.push(next);
    last = next;
  }
  return chain;
}

function sameKey(left: KeyObject, right: KeyObject): boolean {
  const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
  return sameBytes(spki(left), spki(right));
}
