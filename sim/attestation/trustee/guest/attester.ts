import type { Tee } from '../../../contracts/verifier.js';
import type { JsonObject } from '../../../core/json.js';

/** Makes evidence inside a guest. */
export interface Attester {
  readonly tee: Tee;
  /**
   * @param runtimeDigest what the evidence is to be bound to, at most 64 bytes; a report carries it first and zeros behind it.
   * @returns evidence as the verifier of the same kind reads it. Rejects where the guest cannot get any.
   */
  evidence(runtimeDigest: Uint8Array): JsonObject | Promise<JsonObject>;
}

/** The attester of machines without protection. Source: attestation-agent/attester/src/sample/mod.rs of guest-components. */
export const sampleAttester: Attester = {
  tee: 'sample',
  evidence: (runtimeDigest) => ({ svn: '1', report_data: Buffer.from(runtimeDigest).toString('base64') }),
};
