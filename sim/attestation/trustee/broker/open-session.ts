import { done } from '../../../core/outcome.js';
import { judgeVersion } from '../dialect.js';
import { type HttpRequest, type HttpResponse, jsonResponse } from '../http-message.js';
import { isObject, objectOfBytes, own, textOf } from '../json-bytes.js';
import { refuse, type Step } from '../refusal.js';
import { type BrokerState, note } from './broker-state.js';
import { cookieFor } from './session.js';

/**
 * `POST /kbs/v0/auth`: a guest asks for a challenge. Sources: kbs/src/http/attest.rs of trustee 0a6d7f90, kbs/src/attestation/backend.rs of
 * 78962cd4. A text that is no version is refused like a wrong one; the broker of 2024 ended with a panic.
 */
export function openSession(state: BrokerState, request: HttpRequest, nowSeconds: number): Step<HttpResponse> {
  if (state.dialect.name === '2024-08') note(state, 'INFO', 'kbs::http::attest', 'Auth API called.');
  const asked = objectOfBytes(request.body);
  if (asked === undefined) return refuse('auth', 'malformed-json', 'deserialize Request');
  const version = checkVersion(state, textOf(asked, 'version'));
  if (!version.ok) return version;
  const tee = textOf(asked, 'tee');
  if (tee === undefined || !state.verifiers.has(tee))
    return refuse('auth', 'unknown-tee', 'no verifier for that kind of evidence');
  const parameters = extraParameters(state, own(asked, 'extra-params'));
  if (!parameters.ok) return parameters;
  const session = state.sessions.open(tee, nowSeconds);
  const challenge = { nonce: session.nonce, 'extra-params': parameters.value };
  return done(jsonResponse(200, challenge, { 'set-cookie': cookieFor(session) }));
}

function checkVersion({ dialect }: BrokerState, version = ''): Step<undefined> {
  const answer = judgeVersion(dialect, version);
  if (answer === 'accepted') return done(undefined);
  const shown = JSON.stringify(version.slice(0, 40)).slice(1, -1);
  if (answer === 'not a version') return refuse('auth', 'version-syntax', `failed to parse KBS version "${shown}"`);
  const mismatch = `KBS Client Protocol Version Mismatch: expect ${dialect.accepted} while the request is ${shown}`;
  const words = dialect.name === '2026' ? mismatch : undefined;
  return refuse('auth', 'protocol-version', words ?? `expected version: ${dialect.accepted}, requested version: ${shown}`);
}

/** The empty text, unless another digest than SHA-384 is wanted; then the guest must know it. */
function extraParameters({ configuration, dialect }: BrokerState, asked: unknown): Step<unknown> {
  const { hashAlgorithm = 'sha384' } = configuration;
  if (hashAlgorithm === 'sha384' || dialect.name === '2024-08') return done('');
  const supported = isObject(asked) ? asked['supported-hash-algorithms'] : undefined;
  if (Array.isArray(supported) && supported.includes(hashAlgorithm)) return done({ 'selected-hash-algorithm': hashAlgorithm });
  return refuse('auth', 'hash-algorithm', `the guest does not offer ${hashAlgorithm}`);
}
