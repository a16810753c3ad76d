import { hash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from '../../../core/json.js';
import { done } from '../../../core/outcome.js';
import { sameBytes } from '../../keys/same-bytes.js';
import { type InitData, readInitData } from '../evidence/init-data.js';
import { type RuntimeData, reportDataOf } from '../evidence/report-data.js';
import { readTeePublicKey } from '../evidence/tee-public-key.js';
import { type HttpRequest, type HttpResponse, jsonResponse } from '../http-message.js';
import { isObject, objectOfBytes, own, textOf } from '../json-bytes.js';
import { judge } from '../policy/attestation-policy.js';
import { statusOf } from '../policy/trust-vector.js';
import { refuse, type Step } from '../refusal.js';
import { type AttestedPart, annotatedEvidence, earClaims, flatClaims, simpleClaims } from '../token/attestation-claims.js';
import { signToken } from '../token/json-web-signature.js';
import { type BrokerState, note } from './broker-state.js';
import { cookieFor, type Session } from './session.js';

/**
 * `POST /kbs/v0/attest`: a guest answers the challenge with evidence, and gets a token. A session that has one gets the same again, whatever
 * it sends. Sources: as of {@link openSession}.
 */
export function attestGuest(state: BrokerState, request: HttpRequest, nowSeconds: number): Step<HttpResponse> {
  if (state.dialect.name === '2024-08') note(state, 'INFO', 'kbs::http::attest', 'Attest API called.');
  const session = state.sessions.of(request, nowSeconds);
  if (!session.ok) return session;
  const token = tokenFor(state, session.value, request, nowSeconds);
  if (!token.ok) return token;
  session.value.token = token.value;
  return done(jsonResponse(200, { token: token.value }, { 'set-cookie': cookieFor(session.value) }));
}

function tokenFor(state: BrokerState, session: Session, request: HttpRequest, nowSeconds: number): Step<string> {
  if (session.token !== undefined) return done(session.token);
  const message = objectOfBytes(request.body);
  if (message === undefined) return refuse('attest', 'malformed-json', 'deserialize Attestation');
  if (state.dialect.name === '2024-08') return simpleToken(state, session, message, nowSeconds);
  return earToken(state, session, message, nowSeconds);
}

/** What is to be verified of one part of a guest. */
interface Evidence {
  readonly tee: string;
  readonly evidence: JsonObject;
  readonly runtimeData: RuntimeData;
  readonly initData?: InitData;
}

function simpleToken(state: BrokerState, session: Session, message: JsonObject, nowSeconds: number): Step<string> {
  const key = readTeePublicKey(own(message, 'tee-pubkey'), '2024-08');
  if (key === undefined) return refuse('attest', 'tee-key', 'tee-pubkey is not an RSA key');
  const evidence = objectOfBytes(textOf(message, 'tee-evidence') ?? '');
  if (evidence === undefined) return refuse('attest', 'evidence/malformed', 'tee-evidence is not a text with a JSON object');
  const runtimeData = { nonce: session.nonce, 'tee-pubkey': key };
  const part = verifiedPart(state, { tee: session.tee, evidence, runtimeData }, nowSeconds);
  if (!part.ok) return part;
  const references = referencesOf(state, part.value);
  if (!references.ok) return references;
  const facts = {
    id: letters(state.random(10)),
    publicKey: state.tokenJwk,
    policyHash: hash('sha384', 'every claim with reference values is among them'),
    references: references.value,
  };
  const claims = simpleClaims(part.value, facts, nowSeconds, state.configuration.tokenMinutes ?? 5);
  return done(signToken(state.tokenKey, 'RS384', {}, claims));
}

/** In 2024 a claim with reference values must be among them, and others may be what they are: default_policy.rego of trustee 0a6d7f90. */
function referencesOf(state: BrokerState, part: AttestedPart): Step<JsonObject> {
  const used: Record<string, Json> = {};
  for (const [name, value] of Object.entries(flatClaims(part))) {
    const approved = state.references.get(name);
    if (approved === undefined || (Array.isArray(approved) && approved.length === 0)) continue;
    const among = (Array.isArray(approved) ? approved : [approved]) as readonly Json[];
    if (!among.some((each) => canonicalJson(each) === canonicalJson(value)))
      return refuse('attest', 'attestation-policy', `Policy Engine evaluation failed: ${name} is not among its reference values`);
    used[name] = among;
  }
  return done(used);
}

function earToken(state: BrokerState, session: Session, message: JsonObject, nowSeconds: number): Step<string> {
  const evidence = compositeEvidence(session, message);
  if (!evidence.ok) return evidence;
  const parts: AttestedPart[] = [];
  for (const each of evidence.value) {
    const part = verifiedPart(state, each, nowSeconds);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const appraised = parts.map((part) => {
    const policy = state.attestationPolicies.get(`default_${part.teeClass}`) ?? {};
    const vector = judge(policy, annotatedEvidence(part), state.references);
    return { ...part, vector, status: statusOf(vector) };
  });
  const claims = earClaims(appraised, nowSeconds, state.configuration.tokenMinutes ?? 5);
  return done(signToken(state.tokenKey, 'ES256', { jwk: state.tokenJwk }, claims));
}

/** The evidence of the processor, and of each device behind it. */
function compositeEvidence(session: Session, message: JsonObject): Step<readonly Evidence[]> {
  const [runtime, composite] = [own(message, 'runtime-data'), own(message, 'tee-evidence')];
  if (!isObject(runtime) || !isObject(composite))
    return refuse('attest', 'malformed', 'runtime-data and tee-evidence are objects');
  const nonce = textOf(runtime, 'nonce') ?? '';
  if (!sameBytes(Buffer.from(nonce), Buffer.from(session.nonce))) return refuse('attest', 'nonce', differentNonce);
  const key = readTeePublicKey(own(runtime, 'tee-pubkey'), '2026');
  if (key === undefined) return refuse('attest', 'tee-key', 'tee-pubkey is neither an RSA nor an EC key');
  const primary = own(composite, 'primary_evidence');
  const additional = textOf(composite, 'additional_evidence');
  if (!isObject(primary) || additional === undefined)
    return refuse('attest', 'evidence/malformed', 'primary_evidence is an object, additional_evidence a text');
  const initData = initDataOf(own(message, 'init-data'));
  if (!initData.ok) return initData;
  const devices = additional === '' ? {} : objectOfBytes(additional);
  if (devices === undefined) return refuse('attest', 'evidence/malformed', 'additional_evidence is not a JSON object');
  const asked = { nonce: session.nonce, 'tee-pubkey': key };
  const processor = { tee: session.tee, evidence: primary, runtimeData: { ...asked, 'additional-evidence': additional } };
  const parts: Evidence[] = [{ ...processor, ...(initData.value !== undefined && { initData: initData.value }) }];
  for (const [tee, evidence] of Object.entries(devices)) {
    if (!isObject(evidence)) return refuse('attest', 'evidence/malformed', 'the evidence of a device is an object');
    parts.push({ tee, evidence, runtimeData: asked });
  }
  return done(parts);
}

const differentNonce =
  "the nonce in the handshake session is different from the client side in KBS protocol's Attestation message";

function initDataOf(value: unknown): Step<InitData | undefined> {
  if (value === undefined || value === null) return done(undefined);
  const [format, body] = isObject(value) ? [textOf(value, 'format'), textOf(value, 'body')] : [];
  if (format !== 'toml' || body === undefined) return refuse('attest', 'init-data', 'init-data is {"format":"toml","body":…}');
  const read = readInitData(body);
  return read.ok ? read : refuse('attest', 'init-data', read.reason);
}

function verifiedPart(state: BrokerState, part: Evidence, nowSeconds: number): Step<AttestedPart> {
  const verifier = state.verifiers.get(part.tee);
  if (verifier === undefined) return refuse('attest', 'unknown-tee', 'no verifier for that kind of evidence');
  const { hashAlgorithm = 'sha384' } = state.configuration;
  const expected = {
    reportData: reportDataOf(part.runtimeData, state.dialect.name === '2026' ? hashAlgorithm : 'sha384'),
    ...(part.initData !== undefined && { initDataDigest: part.initData.digest }),
  };
  const verdict = verifier.verify(part.evidence, expected, nowSeconds);
  if (!verdict.genuine) return refuse('attest', `evidence/${verdict.code}`, `Verifier evaluate failed: ${verdict.message}`);
  const { tee, runtimeData, initData } = part;
  const attested = { tee, teeClass: verifier.teeClass, claims: verdict.claims, runtimeData };
  return done(initData === undefined ? attested : { ...attested, initData: initData.data });
}

/** Ten letters and digits. Source: the id of a token in attestation-service/src/token/simple.rs. */
function letters(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
}
