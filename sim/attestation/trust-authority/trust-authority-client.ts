import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { checkChain } from '../certificates/check-chain.js';
import { attributeOf } from '../certificates/distinguished-name.js';
import { type ReadCertificate, readCertificate } from '../certificates/read-certificate.js';
import { type RevocationList, readRevocationList } from '../certificates/revocation-list.js';
import { sameBytes } from '../keys/same-bytes.js';
import { type Exchange, type HttpResponse, httpRequest } from '../trustee/http-message.js';
import { bytesOfBase64, isObject, objectOfBytes, textOf } from '../trustee/json-bytes.js';
import { judgeTimes, unverifiedToken, verifyToken } from '../trustee/token/json-web-signature.js';
import { revocationListPaths } from './signing-certificates.js';
import { reportDataFor } from './trust-authority.js';

/** What a client of a trust authority works with. */
export interface TrustAuthorityClientConfiguration {
  readonly exchange: Exchange;
  readonly apiKey: string;
  /** `v1` at the time of Intel's article. */
  readonly version: 'v1' | 'v2';
  /** UUIDs of policies the guest must keep to get a token. */
  readonly policyIds?: readonly string[];
}

/** Why a client has no token, or does not believe one. */
export interface ClientFailure {
  readonly step: 'nonce' | 'quote' | 'attest' | 'keys' | 'certificates' | 'signature' | 'times';
  readonly message: string;
  /** Why the authority refused, where it says. */
  readonly code?: string;
}

/** Makes a quote inside a guest, for 64 bytes. Rejects where there is none to be had. */
export type QuoteProvider = (reportData: Uint8Array) => Promise<Uint8Array> | Uint8Array;

/**
 * Gets a token for a guest: a nonce, a quote over it and the guest's own data, and what the authority makes of them. Source:
 * go-connector/attest.go of trustauthority-client-for-go f8dc47b.
 *
 * @param userData what the guest wants to be bound to, often the public key it makes for this.
 */
export async function requestToken(
  { exchange, apiKey, version, policyIds = [] }: TrustAuthorityClientConfiguration,
  quoteFor: QuoteProvider,
  userData: Uint8Array = new Uint8Array(),
): Promise<Outcome<string, ClientFailure>> {
  const headers = { 'x-api-key': apiKey, accept: 'application/json' };
  const given = await exchange(httpRequest('GET', `/appraisal/${version}/nonce`, { headers }));
  const nonce = given.status === 200 ? objectOfBytes(given.body) : undefined;
  const [val, iat] = ['val', 'iat'].map((name) => bytesOfBase64(textOf(nonce ?? {}, name) ?? '-'));
  if (nonce === undefined || val === undefined || iat === undefined) return failedBy('nonce', given);
  let quote: Uint8Array;
  try {
    quote = await quoteFor(reportDataFor(userData, { val, iat }));
  } catch (problem) {
    return failed('quote', problem instanceof Error ? problem.message : String(problem));
  }
  const guest = { quote: encoded(quote), verifier_nonce: nonce, runtime_data: encoded(userData) };
  const policies = policyIds.length === 0 ? {} : { policy_ids: policyIds, policy_must_match: true };
  const json = { ...(version === 'v1' ? guest : { tdx: guest }), ...policies };
  const answer = await exchange(httpRequest('POST', `/appraisal/${version}/attest`, { headers, json }));
  const token = answer.status === 200 ? textOf(objectOfBytes(answer.body) ?? {}, 'token') : undefined;
  return token === undefined ? failedBy('attest', answer) : done(token);
}

/**
 * The claims of a token, once everything about it was checked: the key it names is in the set of the authority, the key's certificates lead
 * to a root that is trusted and none is revoked, the signature is the key's, and its time has not passed. Intel's client takes the root from
 * the set itself and does not hold the key against its certificate; this one is stricter.
 *
 * @param roots DER.
 */
export async function verifyTrustAuthorityToken(
  token: string,
  exchange: Exchange,
  roots: readonly Uint8Array[],
  nowSeconds: number,
): Promise<Outcome<JsonObject, ClientFailure>> {
  const { header } = unverifiedToken(token) ?? {};
  const algorithm = header?.['alg'];
  if (header === undefined) return failed('signature', 'it is not a JSON Web Token');
  if (algorithm !== 'PS384' && algorithm !== 'RS256') return failed('signature', 'it is signed neither by PS384 nor by RS256');
  const key = await keyOf(textOf(header, 'kid') ?? '', exchange, roots, nowSeconds);
  if (!key.ok) return key;
  const verified = await verifyToken(token, algorithm, key.value);
  if (!verified.ok) return failed('signature', `its signature does not match (${verified.reason})`);
  const times = judgeTimes(verified.value, nowSeconds);
  return times === 'valid' ? verified : failed('times', `it is ${times.replaceAll('-', ' ')}`);
}

async function keyOf(
  kid: string,
  exchange: Exchange,
  roots: readonly Uint8Array[],
  nowSeconds: number,
): Promise<Outcome<KeyObject, ClientFailure>> {
  const { status, body } = await exchange(httpRequest('GET', '/certs', { headers: { accept: 'application/json' } }));
  const set = status === 200 ? (objectOfBytes(body) ?? {}) : {};
  const keys = Array.isArray(set['keys']) ? (set['keys'] as readonly unknown[]) : [];
  const jwk = keys.find((key): key is JsonObject => isObject(key) && textOf(key, 'kid') === kid);
  if (jwk === undefined) return failed('keys', 'Could not find Key matching the key id');
  const chain = readChain(jwk['x5c']);
  if (chain === undefined) return failed('certificates', 'Invalid certificate chain');
  const lists = await revocationLists(exchange);
  if (lists === undefined) return failed('certificates', 'Failed to get the revocation lists');
  const checked = checkChain(chain, { roots, nowSeconds, revocationLists: lists });
  if (!checked.ok) return failed('certificates', checked.reason.message, checked.reason.code);
  const key = createPublicKey({ key: { kty: 'RSA', n: textOf(jwk, 'n') ?? '', e: textOf(jwk, 'e') ?? '' }, format: 'jwk' });
  const [leaf] = chain;
  return leaf !== undefined && sameKey(key, leaf.publicKey)
    ? done(key)
    : failed('keys', 'the key is not that of its certificate');
}

/** From the leaf to the root, whatever the order they come in; there are three, told apart by what they are called. */
function readChain(x5c: unknown): readonly ReadCertificate[] | undefined {
  if (!Array.isArray(x5c) || x5c.length > longestChain) return undefined;
  const ordered = new Map<number, ReadCertificate>();
  for (const text of x5c) {
    const der = typeof text === 'string' ? bytesOfBase64(text) : undefined;
    const certificate = der === undefined ? undefined : readCertificate(der);
    if (certificate?.ok !== true) return undefined;
    const commonName = attributeOf(certificate.value.subject, 'CN') ?? '';
    ordered.set(commonName.includes('Root CA') ? 2 : commonName.includes('Signing CA') ? 1 : 0, certificate.value);
  }
  const chain = [0, 1, 2].map((place) => ordered.get(place));
  return chain.every((each) => each !== undefined) ? (chain as ReadCertificate[]) : undefined;
}

/** Source: AtsCertChainMaxLen in go-connector/const.go. */
const longestChain = 10;

async function revocationLists(exchange: Exchange): Promise<readonly RevocationList[] | undefined> {
  const lists: RevocationList[] = [];
  for (const path of [revocationListPaths.root, revocationListPaths.signing]) {
    const { body } = await exchange(httpRequest('GET', path));
    const list = readRevocationList(body);
    if (!list.ok) return undefined;
    lists.push(list.value);
  }
  return lists;
}

function sameKey(left: KeyObject, right: KeyObject): boolean {
  const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
  return sameBytes(spki(left), spki(right));
}

function encoded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function failed(step: ClientFailure['step'], message: string, code?: string) {
  return refused<ClientFailure>({ step, message, ...(code !== undefined && { code }) });
}

function failedBy(step: ClientFailure['step'], { status, headers, body }: HttpResponse) {
  const message = textOf(objectOfBytes(body) ?? {}, 'error') ?? '';
  return failed(step, `StatusCode = ${status}${message === '' ? '' : `, Response = ${message}`}`, headers['x-fauxmetal-reason']);
}
