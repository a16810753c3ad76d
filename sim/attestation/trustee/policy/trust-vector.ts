import type { Condition } from './condition.js';

/** What a verifier can judge of a part of a guest. Source: draft-ietf-rats-ar4si, "Trustworthiness Claims". */
export const trustClaims = [
  'executables',
  'hardware',
  'configuration',
  'file-system',
  'instance-identity',
  'runtime-opaque',
  'storage-opaque',
  'sourced-data',
] as const;

/** One of {@link trustClaims}. */
export type TrustClaim = (typeof trustClaims)[number];

/** A judgement for each claim, −128 to 127. */
export type TrustVector = Readonly<Record<TrustClaim, number>>;

/** How a claim is judged: the first case whose conditions all hold, otherwise `otherwise`. */
export interface Judgement {
  readonly cases: readonly { readonly when: readonly Condition[]; readonly value: number }[];
  readonly otherwise: number;
}

/** How claims about a part of a guest become a vector; a claim that is left out asserts nothing. */
export type AttestationPolicy = Readonly<Partial<Record<TrustClaim, Judgement>>>;

/** What a vector comes to. */
export type TrustStatus = 'none' | 'affirming' | 'warning' | 'contraindicated';

/** The worst claim decides. Source: draft-ietf-rats-ar4si, "Trustworthiness Tiers"; draft-fv-rats-ear, "ear.status". */
export function statusOf(vector: TrustVector): TrustStatus {
  return tiers[Math.max(...trustClaims.map((claim) => tierOf(vector[claim])))] as TrustStatus;
}

const tiers: readonly TrustStatus[] = ['none', 'affirming', 'warning', 'contraindicated'];

function tierOf(value: number): number {
  if (value >= -1 && value <= 1) return 0;
  if (value >= -32 && value <= 31) return 1;
  return value >= -96 && value <= 95 ? 2 : 3;
}
