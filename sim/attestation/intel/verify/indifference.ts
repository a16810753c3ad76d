/**
 * Bytes that may be changed without a verifier's noticing, and why that is harmless. Everything else in a quote and its collateral is
 * covered by a signature, a digest or a comparison.
 */
export interface Indifference {
  readonly structure: 'quote' | 'tcbInfo' | 'qeIdentity';
  /** Whether a change of this byte of the structure may pass. */
  readonly at: (bytes: Buffer, at: number) => boolean;
  /** Bits whose change passes. */
  readonly bits: number;
  readonly reason: string;
}

/** All of them. */
export const indifferences: readonly Indifference[] = ['tcbInfo' as const, 'qeIdentity' as const].map((structure) => ({
  structure,
  at: (bytes, at) => at > bytes.lastIndexOf('"signature":"') + 12 && /[a-fA-F]/.test(String.fromCharCode(bytes[at] ?? 0)),
  bits: 0x20,
  reason: 'a hexadecimal digit of the signature is the same in upper and in lower case',
}));
