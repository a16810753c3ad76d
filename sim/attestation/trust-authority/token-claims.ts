import type { Json, JsonObject } from '../../core/json.js';
import { isObject, objectOfBytes } from '../trustee/json-bytes.js';

/** What goes into a token besides what the verifier says. */
export interface TokenFacts {
  readonly issuer: string;
  readonly id: string;
  /** `v1`: everything in one table, as at the time of Intel's article; `v2`: what is about the guest under `tdx`. */
  readonly version: 'v1' | 'v2';
  readonly runtimeData: Uint8Array;
  readonly nonce?: JsonObject;
  readonly policiesMatched: readonly string[];
  readonly policiesUnmatched: readonly string[];
}

/** How long a token is good, in seconds. Source: Intel Trust Authority documentation, "Attestation tokens": five minutes. */
export const tokenSeconds = 300;

/**
 * The claims of a token for a TDX guest. Source of the names: Intel Trust Authority documentation, "Attestation tokens"; trustee reads two
 * of them (kbs/src/token/mod.rs).
 *
 * @param claims as our verifier of TDX evidence gives them.
 */
export function tokenClaims(claims: JsonObject, facts: TokenFacts, nowSeconds: number): JsonObject {
  const guest = { ...guestClaims(claims), ...heldData(facts.runtimeData) };
  const times = { exp: nowSeconds + tokenSeconds, iat: nowSeconds, nbf: nowSeconds, iss: facts.issuer, jti: facts.id };
  const judged = {
    ...(facts.nonce !== undefined && { verifier_nonce: facts.nonce }),
    ...(facts.policiesMatched.length > 0 && { policy_ids_matched: facts.policiesMatched.map((id) => ({ id })) }),
    ...(facts.policiesUnmatched.length > 0 && { policy_ids_unmatched: facts.policiesUnmatched.map((id) => ({ id })) }),
  };
  const common = { eat_profile: 'https://portal.trustauthority.intel.com/eat_profile.html', intuse: 'generic' };
  const dbgstat = guest['tdx_is_debuggable'] === true ? 'enabled' : 'disabled';
  if (facts.version === 'v1') return { ...guest, ...judged, ...common, dbgstat, ver: '1.0.0', ...times };
  return { tdx: { ...guest, ...judged }, ...common, dbgstat, ver: '2.0.0', ...times };
}

function guestClaims(claims: JsonObject): JsonObject {
  const body = nested(nested(claims, 'quote'), 'body');
  const attributes = nested(claims, 'td_attributes');
  const named = Object.entries(bodyNames).map(([name, field]) => [name, body[field] ?? null] as [string, Json]);
  return {
    attester_type: 'TDX',
    attester_tcb_status: claims['tcb_status'] ?? null,
    attester_tcb_date: claims['tcb_date'] ?? null,
    attester_advisory_ids: claims['advisory_ids'] ?? [],
    ...Object.fromEntries(named),
    tdx_is_debuggable: attributes['debug'] ?? null,
    tdx_td_attributes_debug: attributes['debug'] ?? null,
    tdx_td_attributes_septve_disable: attributes['septve_disable'] ?? null,
    tdx_td_attributes_protection_keys: attributes['protection_keys'] ?? null,
    tdx_td_attributes_key_locker: attributes['key_locker'] ?? null,
    tdx_td_attributes_perfmon: attributes['perfmon'] ?? null,
  };
}

const bodyNames: Readonly<Record<string, string>> = {
  tdx_mrtd: 'mr_td',
  tdx_mrseam: 'mr_seam',
  tdx_mrsignerseam: 'mrsigner_seam',
  tdx_mrconfigid: 'mr_config_id',
  tdx_mrowner: 'mr_owner',
  tdx_mrownerconfig: 'mr_owner_config',
  tdx_report_data: 'report_data',
  tdx_rtmr0: 'rtmr_0',
  tdx_rtmr1: 'rtmr_1',
  tdx_rtmr2: 'rtmr_2',
  tdx_rtmr3: 'rtmr_3',
  tdx_seam_attributes: 'seam_attributes',
  tdx_td_attributes: 'td_attributes',
  tdx_tee_tcb_svn: 'tcb_svn',
  tdx_xfam: 'xfam',
};

/** What the guest sent along and is bound to: JSON is taken apart, anything else handed on. */
function heldData(data: Uint8Array): JsonObject {
  if (data.length === 0) return {};
  const json = objectOfBytes(data);
  return json === undefined ? { attester_held_data: Buffer.from(data).toString('base64') } : { attester_runtime_data: json };
}

function nested(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}
