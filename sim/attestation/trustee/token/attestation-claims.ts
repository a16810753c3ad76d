import type { Json, JsonObject } from '../../../core/json.js';
import type { RuntimeData } from '../evidence/report-data.js';
import type { TrustStatus, TrustVector } from '../policy/trust-vector.js';

/** What a verifier said of one part of a guest, and what the guest said with it. */
export interface AttestedPart {
  /** `snp`, `tdx`, `sample`, `sampledevice`. */
  readonly tee: string;
  /** `cpu`, `gpu`. */
  readonly teeClass: string;
  /** As the verifier gives them. */
  readonly claims: JsonObject;
  readonly runtimeData: RuntimeData;
  readonly initData?: JsonObject;
}

/** A part and how it was judged. */
export interface AppraisedPart extends AttestedPart {
  readonly vector: TrustVector;
  readonly status: TrustStatus;
}

/**
 * What a verifier said of a part, as policies and tokens have it: its claims under its kind, and beside them what the guest was given and
 * asked, where the verifier confirms it. The evidence of devices stays out of it: tokens are carried in headers. Source: transform_claims
 * in attestation-service/src/ear_token/broker.rs of trustee.
 */
export function annotatedEvidence({ tee, claims, runtimeData, initData }: AttestedPart): JsonObject {
  const { init_data, report_data, ...rest } = claims;
  const { 'additional-evidence': _, ...asked } = runtimeData;
  return {
    ...(init_data !== undefined && { init_data, init_data_claims: initData ?? null }),
    ...(report_data !== undefined && { report_data, runtime_data_claims: asked as unknown as JsonObject }),
    [tee]: rest,
  };
}

/**
 * The claims of an Entity Attestation Result: how each part of a guest was judged, parts of one class numbered from 0. Source: the same
 * file, and attestation-service/docs/example.token.json.
 */
export function earClaims(parts: readonly AppraisedPart[], nowSeconds: number, minutes: number): JsonObject {
  const counts = new Map<string, number>();
  const submods: Record<string, Json> = {};
  for (const part of parts) {
    const count = counts.get(part.teeClass) ?? 0;
    counts.set(part.teeClass, count + 1);
    submods[`${part.teeClass}${count}`] = {
      'ear.status': part.status,
      'ear.trustworthiness-vector': part.vector,
      'ear.appraisal-policy-id': 'default',
      'ear.veraison.annotated-evidence': annotatedEvidence(part),
    };
  }
  return {
    eat_profile: 'tag:github.com,2024:confidential-containers/Trustee',
    iat: nowSeconds,
    'ear.verifier-id': { developer: 'https://confidentialcontainers.org', build: 'attestation-service 0.1.0' },
    submods,
    exp: nowSeconds + minutes * 60,
    iss: issuer,
  };
}

/** What the claims of 2024 hold besides those about the guest. */
export interface SimpleTokenFacts {
  /** Ten letters and digits. */
  readonly id: string;
  readonly publicKey: JsonObject;
  /** SHA-384 of the policy that was kept, in hexadecimal. */
  readonly policyHash: string;
  readonly references: JsonObject;
}

/**
 * The claims of a "simple" token of 2024: everything in one flat table. Sources: attestation-service/src/token/simple.rs and
 * attestation-service/src/lib.rs of trustee 0a6d7f90.
 */
export function simpleClaims(part: AttestedPart, facts: SimpleTokenFacts, nowSeconds: number, minutes: number): JsonObject {
  return {
    customized_claims: { init_data: null, runtime_data: part.runtimeData as unknown as JsonObject },
    'evaluation-reports': [{ 'policy-hash': facts.policyHash, 'policy-id': 'default' }],
    exp: nowSeconds + minutes * 60,
    iat: nowSeconds,
    iss: issuer,
    jti: facts.id,
    jwk: facts.publicKey,
    nbf: nowSeconds,
    'reference-data': facts.references,
    'tcb-status': flatClaims(part),
    tee: part.tee,
  };
}

/** `snp.measurement`: claims by their path below the kind of evidence. Source: attestation-service/src/utils.rs of trustee 0a6d7f90. */
export function flatClaims({ tee, claims }: Pick<AttestedPart, 'tee' | 'claims'>): JsonObject {
  const { init_data = '', report_data = '', ...rest } = tee === 'snp' ? snpClaims2024(claims) : claims;
  return { ...flattened(rest, tee), init_data, report_data };
}

/** Everything of a report was a text then, its measurement in base64, and there was less of it. Source: deps/verifier/src/snp/mod.rs. */
function snpClaims2024({ chip_id: _, report_data: __, init_data: ___, measurement, ...others }: JsonObject): JsonObject {
  const texts = Object.entries(others).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(texts), measurement: Buffer.from(String(measurement), 'hex').toString('base64') };
}

const issuer = 'CoCo-Attestation-Service';

function flattened(claims: JsonObject, prefix: string): Record<string, Json> {
  const flat: Record<string, Json> = {};
  for (const [name, value = null] of Object.entries(claims)) {
    const path = `${prefix}.${name}`;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      Object.assign(flat, flattened(value as JsonObject, path));
    else flat[path] = value;
  }
  return flat;
}
