import type { JsonObject } from '../core/json.js';

/** Kinds of evidence: AMD SEV-SNP, Intel TDX, and the stand-in that every broker accepts from machines without protection. */
export const tees = ['snp', 'tdx', 'sample'] as const;

/** One of {@link tees}, in the words of the key broker protocol. */
export type Tee = (typeof tees)[number];

/** Judges evidence of one kind. Pure: same arguments, same answer. */
export interface EvidenceVerifier {
  readonly tee: Tee;
  /**
   * @param evidence As the guest's attestation agent sends it.
   * @param nowSeconds Time of the verification, in seconds since 1970: certificates and collateral expire.
   */
  verify(evidence: JsonObject, expected: ExpectedEvidence, nowSeconds: number): EvidenceVerdict;
}

/** What the evidence must be bound to. */
export interface ExpectedEvidence {
  /** The 64 bytes the guest must have put into the report, which bind it to the nonce and the guest's key. */
  readonly reportData: Uint8Array;
  /** Digest of the initdata the guest must have been started with (HOST_DATA of SNP, MRCONFIGID of TDX); absent: nothing is asked of it. */
  readonly initDataDigest?: Uint8Array;
}

/** What a verifier says of evidence. */
export type EvidenceVerdict =
  /** It is genuine; the claims are what it says of the guest and its platform. */
  | { readonly genuine: true; readonly claims: JsonObject }
  /** It is refused, for one reason: `code` is stable and distinct for each kind of defect (e.g. `signature`, `root`, `report-data`). */
  | { readonly genuine: false; readonly code: string; readonly message: string };
