import { hash } from 'node:crypto';
import type { EvidenceVerifier } from '../../contracts/verifier.js';
import type { JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { ecKey } from '../keys/ec-key.js';
import type { RsaKeyPair } from '../keys/key-pair.js';
import { rsaKey } from '../keys/rsa-key.js';
import { sameBytes } from '../keys/same-bytes.js';
import { type HttpRequest, type HttpResponse, jsonResponse, pathOf, textResponse } from '../trustee/http-message.js';
import { objectOfBytes } from '../trustee/json-bytes.js';
import type { Condition } from '../trustee/policy/condition.js';
import { openRandomBytes, type RandomBytes } from '../trustee/random-bytes.js';
import { signToken } from '../trustee/token/json-web-signature.js';
import { readAttestRequest } from './attest-request.js';
import { judgePolicies } from './policies.js';
import { type SigningCertificates, signingCertificates } from './signing-certificates.js';
import { tokenClaims } from './token-claims.js';
import { VerifierNonces } from './verifier-nonce.js';

/** What a trust authority is made with. */
export interface TrustAuthorityConfiguration {
  /** Nonces and the keys of certificates are drawn from it. */
  readonly seed: string;
  /** Where clients find it; tokens and certificates name it. */
  readonly baseUrl: string;
  /** Who may ask: one of these is the header `x-api-key` of every request but those for certificates. */
  readonly apiKeys: readonly string[];
  /** Judges TDX evidence `{"quote","cc_eventlog"}`. */
  readonly verifier: EvidenceVerifier;
  /** Policies by their UUID: one matches when all its conditions hold of the claims about the guest. */
  readonly policies?: Readonly<Record<string, readonly Condition[]>>;
  /** Serial numbers on its revocation lists, see `signingSerials`. */
  readonly revoked?: readonly number[];
  /** Signs tokens. Absent: one that is always the same. */
  readonly tokenKey?: RsaKeyPair;
}

/** Why an authority refuses. `code` is another one for each kind of defect. */
export interface TrustAuthorityRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What an authority answers. */
export interface TrustAuthorityAnswer {
  readonly response: HttpResponse;
  readonly refusal?: TrustAuthorityRefusal;
}

/** Longest request, in bytes. Assumed. */
export const longestRequest = 1024 * 1024;

/**
 * A service like Intel Trust Authority: it gives out nonces, takes TDX quotes and answers with tokens. Endpoints of its first version (at the
 * time of Intel's article) and its second are both there. Source: go-connector of trustauthority-client-for-go 157ceb9 and f8dc47b; what the
 * service does beyond what clients see is assumed.
 */
export class TrustAuthority {
  readonly #configuration: TrustAuthorityConfiguration;
  readonly #random: RandomBytes;
  readonly #nonces: VerifierNonces;
  readonly #tokenKey: RsaKeyPair;
  readonly #certificates: SigningCertificates;

  constructor(configuration: TrustAuthorityConfiguration) {
    const { seed, baseUrl, revoked, tokenKey = rsaKey('fauxmetal', 'trust-authority/token', 3072) } = configuration;
    this.#configuration = configuration;
    this.#random = openRandomBytes(seed, 'trust-authority');
    this.#nonces = new VerifierNonces(ecKey('P-384', seed, 'trust-authority/nonce'), this.#random);
    this.#tokenKey = tokenKey;
    this.#certificates = signingCertificates(seed, tokenKey, baseUrl, revoked);
  }

  /** The root its certificates end in, DER. */
  get root(): Buffer {
    return this.#certificates.chain[2] as Buffer;
  }

  /** Answers a request that arrives at a moment, in seconds since 1970. */
  answer(request: HttpRequest, nowSeconds: number): TrustAuthorityAnswer {
    const answered = this.#answered(request, nowSeconds);
    const ids = this.#identifiers(request);
    if (answered.ok) return { response: { ...answered.value, headers: { ...answered.value.headers, ...ids } } };
    const { status, code, message } = answered.reason;
    const headers = { 'x-fauxmetal-reason': code, ...ids };
    return { response: jsonResponse(status, { error: message }, headers), refusal: answered.reason };
  }

  #answered(request: HttpRequest, nowSeconds: number): Outcome<HttpResponse, TrustAuthorityRefusal> {
    const path = pathOf(request);
    if (request.body.length > longestRequest) return refuse(413, 'oversize', 'the request is longer than 1 MiB');
    const list = request.method === 'GET' ? this.#certificates.revocationList(path, nowSeconds) : undefined;
    if (list !== undefined) return done(binary('application/pkix-crl', list));
    if (request.method === 'GET' && path === '/certs') return done(jsonResponse(200, this.#keySet()));
    const [, version, endpoint] = /^\/appraisal\/(v1|v2)\/(nonce|attest)$/.exec(path) ?? [];
    if (version === undefined) return refuse(404, 'unknown-endpoint', 'there is nothing under that path');
    if (!this.#knows(request.headers['x-api-key'])) return refuse(401, 'api-key', 'the API key is not known');
    if (`${request.method} ${endpoint}` === 'GET nonce') return done(jsonResponse(200, this.#nonces.issue(nowSeconds)));
    if (`${request.method} ${endpoint}` !== 'POST attest') return refuse(405, 'method', 'there is no such method for that path');
    return this.#attested(request, version as 'v1' | 'v2', nowSeconds);
  }

  #attested(request: HttpRequest, version: 'v1' | 'v2', nowSeconds: number): Outcome<HttpResponse, TrustAuthorityRefusal> {
    const message = objectOfBytes(request.body);
    if (message === undefined) return refuse(400, 'malformed-json', 'the request is not a JSON object');
    const read = readAttestRequest(message);
    if (!read.ok) return refuse(400, read.reason.code, read.reason.message);
    const { evidence, runtimeData, nonce, algorithm } = read.value;
    const fresh = nonce === undefined ? undefined : this.#nonces.use(nonce, nowSeconds);
    if (fresh?.ok === false)
      return refuse(400, fresh.reason, 'the verifier nonce is not one of this authority, not fresh, or used');
    const reportData = reportDataFor(runtimeData, fresh?.value);
    const verdict = this.#configuration.verifier.verify(evidence, { reportData }, nowSeconds);
    if (!verdict.genuine) return refuse(400, `evidence/${verdict.code}`, `the quote is not accepted: ${verdict.message}`);
    const judged = judgePolicies(this.#configuration.policies ?? {}, read.value, verdict.claims);
    if (!judged.ok) return refuse(400, judged.reason.code, judged.reason.message);
    const facts = {
      issuer: this.#configuration.baseUrl,
      id: uuid(this.#random(16)),
      version,
      runtimeData,
      ...(nonce !== undefined && { nonce }),
      ...judged.value,
    };
    const header = { kid: this.#keyId(algorithm), jku: `${this.#configuration.baseUrl}/certs` };
    return done(
      jsonResponse(200, { token: signToken(this.#tokenKey, algorithm, header, tokenClaims(verdict.claims, facts, nowSeconds)) }),
    );
  }

  /** Both ways of signing use one key under two names. */
  #keySet(): JsonObject {
    const { n = '', e = '' } = this.#tokenKey.publicKey.export({ format: 'jwk' });
    const x5c = this.#certificates.chain.map((der) => der.toString('base64'));
    return {
      keys: (['PS384', 'RS256'] as const).map((alg) => ({ alg, kty: 'RSA', use: 'sig', kid: this.#keyId(alg), n, e, x5c })),
    };
  }

  #keyId(algorithm: string): string {
    const spki = this.#tokenKey.publicKey.export({ type: 'spki', format: 'der' });
    return hash('sha384', Buffer.concat([spki, Buffer.from(algorithm)]));
  }

  #knows(given = ''): boolean {
    const digest = (text: string) => hash('sha256', text, 'buffer');
    let known = false;
    for (const key of this.#configuration.apiKeys) if (sameBytes(digest(key), digest(given))) known = true;
    return known;
  }

  /** The client's name for the request comes back, and ours goes with it. */
  #identifiers({ headers }: HttpRequest): Readonly<Record<string, string>> {
    const asked = headers['request-id'] ?? '';
    const requestId = /^[\w-]{1,128}$/.test(asked) ? { 'request-id': asked } : {};
    return { ...requestId, 'trace-id': this.#random(12).toString('base64url') };
  }
}

/** Source: go-tdx/tdx_adapter.go of trustauthority-client-for-go: SHA-512 over value and time of the nonce and the data of the guest. */
export function reportDataFor(runtimeData: Uint8Array, nonce?: { readonly val: Uint8Array; readonly iat: Uint8Array }): Buffer {
  const parts = nonce === undefined ? [runtimeData] : [nonce.val, nonce.iat, runtimeData];
  return hash('sha512', Buffer.concat(parts), 'buffer');
}

function refuse(status: number, code: string, message: string) {
  return refused<TrustAuthorityRefusal>({ status, code, message });
}

function binary(type: string, body: Uint8Array): HttpResponse {
  return { ...textResponse(200, '', { 'content-type': type }), body };
}

function uuid(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
