/** Two generations of Trustee that speak differently, and a client that speaks one of them. */
export type DialectName = '2024-08' | '2026';

/** What is different between the generations, as far as it is a matter of numbers and words. */
export interface Dialect {
  readonly name: DialectName;
  /** Version of the protocol that a client of the time announces. */
  readonly clientVersion: string;
  /** Which versions the broker takes, in the words of its refusal. */
  readonly accepted: string;
  /** Signature of attestation tokens. */
  readonly tokenAlgorithm: 'RS384' | 'ES256';
  /** Longest body of a request, in bytes. */
  readonly bodyMax: number;
  /** What clients call themselves, by who they are. */
  readonly userAgents: { readonly guest: string; readonly administrator: string };
}

/**
 * The dialects. `2024-08` is Trustee as it was when the SNP guide of Confidential Containers was written (trustee 0a6d7f90, protocol
 * 0.1.0); `2026` is trustee 78962cd4 (protocol 0.4.0). Sources: kbs/src/http/attest.rs and kbs/src/attestation/backend.rs; limits of
 * bodies: actix-web's default of 2 MiB for JSON, and `payload_request_size = 2` in kbs/src/config.rs.
 */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  '2024-08': {
    name: '2024-08',
    clientVersion: '0.1.0',
    accepted: '<=0.1.0',
    tokenAlgorithm: 'RS384',
    bodyMax: 2 * 1024 * 1024,
    userAgents: { guest: 'attestation-agent-kbs-client/0.1.0', administrator: 'kbs-client/0.1.0' },
  },
  '2026': {
    name: '2026',
    clientVersion: '0.4.0',
    accepted: '=0.4.0',
    tokenAlgorithm: 'ES256',
    bodyMax: 2 * 1024 * 1024,
    userAgents: { guest: 'attestation-agent-kbs-client/0.1.0', administrator: 'kbs-client/0.1.0' },
  },
};

/** What a broker says to the version a client announces. */
export type VersionAnswer = 'accepted' | 'refused' | 'not a version';

/**
 * Compares as the Rust crate `semver` does: `=0.4.0` takes build metadata and no pre-release; `<=0.1.0` takes everything up to it but
 * pre-releases.
 */
export function judgeVersion(dialect: Dialect, version: string): VersionAnswer {
  const parts = semver.exec(version);
  if (parts === null) return 'not a version';
  const [, major = '', minor = '', patch = '', preRelease] = parts;
  if (preRelease !== undefined) return 'refused';
  const asked = [major, minor, patch].map(BigInt) as [bigint, bigint, bigint];
  const order = compared(asked, numbersOf(dialect));
  return order === 0 || (dialect.accepted.startsWith('<=') && order < 0) ? 'accepted' : 'refused';
}

const number = '(0|[1-9]\\d{0,19})';
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const semver = new RegExp(`^${number}\\.${number}\\.${number}(?:-(${identifiers}))?(?:\\+${identifiers})?$`);

function numbersOf({ accepted }: Dialect): [bigint, bigint, bigint] {
  return accepted
    .replace(/^[<=]+/, '')
    .split('.')
    .map(BigInt) as [bigint, bigint, bigint];
}

function compared(left: readonly bigint[], right: readonly bigint[]): number {
  for (const [at, value] of left.entries()) {
    const other = right[at] ?? 0n;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
