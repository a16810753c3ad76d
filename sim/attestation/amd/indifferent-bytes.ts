/** Bytes that can be changed without a verifier refusing, ends excluded, and why that is right. */
export interface IndifferentBytes {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/**
 * The only such bytes in all of what `snpVerifier` reads: some of a certificate table, which nobody signs. Report, certificates and
 * revocation lists have none. The table is one as hosts hand it out: VCEK, ASK, ARK, platform.
 *
 * @param tableBytes Length of the whole table.
 */
export function indifferentTableBytes(tableBytes: number): readonly IndifferentBytes[] {
  return [
    {
      from: 24,
      to: 40,
      reason: 'GUID of the ASK: an entry of an unknown kind is skipped, and the verifier takes the ASK it trusts',
    },
    { from: 48, to: 64, reason: 'GUID of the ARK: likewise' },
    { from: 72, to: 96, reason: 'entry of the platform: only go-sev-guest reads it, for reports of version 2' },
    { from: tableBytes - 8, to: tableBytes, reason: 'what that entry says' },
  ];
}
