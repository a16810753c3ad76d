import { done } from '../../../core/outcome.js';
import { type HttpRequest, type HttpResponse, jsonResponse } from '../http-message.js';
import { bytesOfBase64Url, objectOfBytes, textOf } from '../json-bytes.js';
import { readAttestationPolicy } from '../policy/attestation-policy.js';
import { readReferenceValues } from '../policy/reference-values.js';
import { readResourcePolicy } from '../policy/resource-policy.js';
import { refuse, type Step } from '../refusal.js';
import type { BrokerState } from './broker-state.js';
import { resourcePath } from './resource-path.js';

// What administrators do. Each call changes all of what it is about or nothing of it.

/** `POST /kbs/v0/resource/…`: the body is the secret. */
export function setResource(state: BrokerState, { body }: HttpRequest, segments: readonly string[]): Step<HttpResponse> {
  const path = resourcePath(segments, state.dialect.name);
  if (!path.ok) return path;
  state.resources.set(path.value, Uint8Array.from(body));
  return done(empty);
}

/** `DELETE /kbs/v0/resource/…`, since 2026. */
export function deleteResource(state: BrokerState, segments: readonly string[]): Step<HttpResponse> {
  const path = resourcePath(segments, state.dialect.name);
  if (!path.ok) return path;
  if (state.resources.delete(path.value)) return done(empty);
  return refuse('resource', 'resource-missing', `resource not found: ${path.value}`);
}

/** `POST /kbs/v0/resource-policy`: `{"policy": base64url}`. What cannot be read changes nothing; the old policy stays. */
export function setResourcePolicy(state: BrokerState, { body }: HttpRequest): Step<HttpResponse> {
  const text = policyText(body);
  if (!text.ok) return refuse('resource-policy', 'policy-malformed', text.reason.message);
  const policy = readResourcePolicy(text.value, state.dialect.name);
  if (!policy.ok) return refuse('resource-policy', 'policy-malformed', policy.reason);
  state.policies.resource = policy.value;
  return done(empty);
}

/** `GET /kbs/v0/resource-policy`, since 2026: the names of the policies there are. */
export function listResourcePolicies(): Step<HttpResponse> {
  return done(jsonResponse(200, ['resource-policy']));
}

/** `POST /kbs/v0/attestation-policy`: `{"policy_id": name, "policy": base64url}`, the name with the class of parts it judges. */
export function setAttestationPolicy(state: BrokerState, { body }: HttpRequest): Step<HttpResponse> {
  const name = textOf(objectOfBytes(body) ?? {}, 'policy_id');
  if (name === undefined || !/^[A-Za-z0-9_-]{1,128}$/.test(name))
    return refuse('attestation-policy', 'policy-id', 'Illegal policy id. Only support alphabet, numeric, `-` or `_`');
  const text = policyText(body);
  if (!text.ok) return text;
  const policy = readAttestationPolicy(text.value);
  if (!policy.ok) return refuse('attestation-policy', 'policy-malformed', policy.reason);
  state.attestationPolicies.set(name, policy.value);
  return done(empty);
}

/** `POST /kbs/v0/reference-value`, since 2026. */
export function setReferenceValues(state: BrokerState, { body }: HttpRequest): Step<HttpResponse> {
  const values = readReferenceValues(body);
  if (!values.ok) return refuse('reference-value', 'reference-value-malformed', values.reason);
  for (const [name, value] of values.value) state.references.set(name, value);
  return done(empty);
}

/** `GET /kbs/v0/reference-value/…`, since 2026. */
export function readReferenceValue(state: BrokerState, segments: readonly string[]): Step<HttpResponse> {
  const value = state.references.get(segments.join('/'));
  if (value === undefined)
    return refuse('reference-value', 'reference-value-missing', 'No reference value found for the given id');
  return done(jsonResponse(200, value));
}

const empty: HttpResponse = { status: 200, headers: {}, body: new Uint8Array() };

function policyText(body: Uint8Array): Step<string> {
  const malformed = (message: string) => refuse('attestation-policy', 'policy-malformed', message);
  const message = objectOfBytes(body);
  if (message === undefined) return malformed('Illegal SetPolicy Request Json');
  const encoded = textOf(message, 'policy');
  if (encoded === undefined) return malformed('No `policy` field inside SetPolicy Request Json');
  const bytes = bytesOfBase64Url(encoded);
  return bytes === undefined ? malformed('Failed to decode policy') : done(bytes.toString());
}
