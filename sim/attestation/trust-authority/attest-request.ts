import type { JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { bytesOfBase64, isObject, own, textOf } from '../trustee/json-bytes.js';

/** What a client asks a trust authority to attest. */
export interface AttestRequest {
  /** As the verifier of TDX evidence reads it. */
  readonly evidence: JsonObject;
  /** What the guest sent along; its digest is in the quote. */
  readonly runtimeData: Uint8Array;
  readonly nonce?: JsonObject;
  readonly policyIds: readonly string[];
  /** Refuse where a policy does not match, rather than say so in the token. */
  readonly policiesMustMatch: boolean;
  readonly algorithm: 'PS384' | 'RS256';
}

/** Why a request cannot be read. */
export interface RequestDefect {
  readonly code: 'malformed' | 'token-algorithm' | 'policy-id';
  readonly message: string;
}

/**
 * Reads a request in one of two forms: that of the command line client, what is about the guest under `tdx`, or the flat one of programs.
 * Source: go-connector/evidence_builder.go and token.go of trustauthority-client-for-go f8dc47b.
 */
export function readAttestRequest(message: JsonObject): Outcome<AttestRequest, RequestDefect> {
  const nested = own(message, 'tdx');
  const guest = nested === undefined ? message : isObject(nested) ? nested : {};
  const quote = textOf(guest, 'quote');
  if (quote === undefined) return malformed('the request has no quote');
  const runtimeData = dataOf(guest);
  if (runtimeData === undefined) return malformed('runtime_data and user_data are base64');
  const nonce = own(guest, 'verifier_nonce') ?? undefined;
  if (nonce !== undefined && !isObject(nonce)) return malformed('verifier_nonce is an object');
  const algorithm = own(message, 'token_signing_alg') ?? 'PS384';
  if (algorithm !== 'PS384' && algorithm !== 'RS256') {
    return refused({ code: 'token-algorithm', message: 'unsupported token signing algorithm, has to be RS256 or PS384' });
  }
  const policyIds = own(message, 'policy_ids') ?? [];
  if (!Array.isArray(policyIds) || !policyIds.every(isUuid))
    return refused({ code: 'policy-id', message: 'policy_ids are UUIDs' });
  const eventLog = textOf(guest, 'event_log');
  return done({
    evidence: { quote, cc_eventlog: eventLog ?? null },
    runtimeData,
    ...(nonce !== undefined && { nonce }),
    policyIds: policyIds as readonly string[],
    policiesMustMatch: own(message, 'policy_must_match') === true,
    algorithm,
  });
}

/** The flat form of programs has `runtime_data` for what the guest itself is bound to, and on Azure `user_data`, which is left out here. */
function dataOf(guest: JsonObject): Buffer | undefined {
  const text = own(guest, 'runtime_data') ?? '';
  return typeof text === 'string' ? bytesOfBase64(text) : undefined;
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

function malformed(message: string) {
  return refused<RequestDefect>({ code: 'malformed', message });
}
