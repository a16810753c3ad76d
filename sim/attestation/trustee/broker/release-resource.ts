import type { JsonObject } from '../../../core/json.js';
import { done } from '../../../core/outcome.js';
import { encryptResource } from '../encryption/encrypted-resource.js';
import { readTeePublicKey } from '../evidence/tee-public-key.js';
import { bearerOf, type HttpRequest, type HttpResponse, jsonResponse } from '../http-message.js';
import { allows } from '../policy/resource-policy.js';
import { refuse, type Step } from '../refusal.js';
import { claimsOfToken, teeKeyIn } from '../token/attestation-token.js';
import { unverifiedToken } from '../token/json-web-signature.js';
import { type BrokerState, note } from './broker-state.js';
import { resourcePath } from './resource-path.js';

/**
 * `GET /kbs/v0/resource/…`: a guest that was attested gets a secret, encrypted to its key. It shows its session or its token; a session that
 * was attested comes first. Sources: kbs/src/http/resource.rs of trustee 0a6d7f90, kbs/src/api_server.rs of 78962cd4.
 */
export async function releaseResource(
  state: BrokerState,
  request: HttpRequest,
  segments: readonly string[],
  nowSeconds: number,
): Promise<Step<HttpResponse>> {
  const claims = await claimsFor(state, request, nowSeconds);
  return claims.ok ? release(state, claims.value, segments) : claims;
}

async function claimsFor(state: BrokerState, request: HttpRequest, nowSeconds: number): Promise<Step<JsonObject>> {
  const session = state.sessions.of(request, nowSeconds);
  if (session.ok) note(state, 'INFO', modules[state.dialect.name].session, 'Session cookie shown to get resource');
  const kept = session.ok && session.value.token !== undefined ? unverifiedToken(session.value.token) : undefined;
  if (kept !== undefined) return done(kept.claims);
  const token = bearerOf(request);
  if (token === undefined) return refuse('token', 'token-missing', whyNoToken(session));
  const { dialect, tokenTrust: trust = 'own' } = state.configuration;
  const own = { ownKey: state.tokenKey.publicKey, ownJwk: state.tokenJwk, roots: state.tokenRoots };
  const claims = await claimsOfToken(token, { dialect, ...own, trust }, nowSeconds);
  if (claims.ok && trust === 'any' && dialect === '2024-08') note(state, 'WARN', 'kbs::token::coco', untrusted);
  return claims;
}

const untrusted = 'No Trusted Certificate in Config, skip verification of JWK cert of Attestation Token';

function whyNoToken(session: Step<unknown>): string {
  if (session.ok) return 'The session is not authorized';
  return session.reason.code === 'no-cookie' ? 'neither an attested session nor a bearer token' : session.reason.message;
}

function release(state: BrokerState, claims: JsonObject, segments: readonly string[]): Step<HttpResponse> {
  const { dialect } = state.configuration;
  const key = readTeePublicKey(teeKeyIn(claims), dialect);
  if (key === undefined) return refuse('token', 'tee-key-missing', 'Failed to find `tee-pubkey` in the attestation claims');
  const path = resourcePath(segments, dialect);
  if (!path.ok) return path;
  const module = modules[dialect].resource;
  if (dialect === '2024-08') note(state, 'INFO', module, `Get resource from kbs:///${path.value}`);
  const asked = { claims, references: state.references, plugin: 'resource', path: path.value.split('/') };
  if (!allows(state.policies.resource, asked)) return refuse('resource-policy', 'policy-denied', 'Access denied by policy');
  if (dialect === '2024-08') note(state, 'INFO', module, 'Resource access request passes policy check.');
  const secret = state.resources.get(path.value);
  if (secret === undefined) return refuse('resource', 'resource-missing', `resource not found: ${path.value}`);
  const encrypted = encryptResource(secret, key, dialect, state.random);
  if (encrypted === undefined)
    return refuse('encryption', 'tee-key-unusable', 'nothing can be encrypted to the key of the guest');
  return done(jsonResponse(200, encrypted));
}

/** Who says it in the log. */
const modules = {
  '2024-08': { resource: 'kbs::http::resource', session: 'kbs::http::resource' },
  '2026': { resource: 'kbs::api_server', session: 'kbs::attestation::backend' },
} as const;
