import type { ExpectedEvidence } from '../../contracts/verifier.js';
import { sameBytes } from '../keys/same-bytes.js';
import { decodePolicy } from './guest-policy.js';
import type { ProductLine } from './product-line.js';
import type { SnpRefusalCode } from './refusal.js';
import type { SnpReport } from './report.js';
import { decodeTcb, partBelow, type TcbVersion } from './tcb-version.js';

/** What may be asked of a genuine report. */
export interface SnpReportPolicy {
  /** Guests that the host may debug are welcome. */
  readonly allowDebug?: boolean;
  /** Lowest security versions, by product line. */
  readonly minimumTcb?: Readonly<Partial<Record<ProductLine, Partial<TcbVersion>>>>;
  /** Launch digests, any of which will do. */
  readonly measurements?: readonly Uint8Array[];
}

/** The first thing that is not as asked, in the order: what it is bound to, who asked, what is allowed, how old, what was launched. */
export function reportPolicyRefusal(
  report: SnpReport,
  line: ProductLine,
  expected: ExpectedEvidence,
  { allowDebug = false, minimumTcb, measurements }: SnpReportPolicy,
): SnpRefusalCode | undefined {
  if (!sameBytes(report.reportData, expected.reportData)) return 'report-data';
  if (expected.initDataDigest !== undefined && !sameBytes(report.hostData, asHostData(expected.initDataDigest)))
    return 'host-data';
  if (report.vmpl !== 0) return 'vmpl';
  if (!allowDebug && decodePolicy(report.policy).debugAllowed) return 'debug-policy';
  if (partBelow(decodeTcb(line, report.reportedTcb), minimumTcb?.[line] ?? {}) !== undefined) return 'minimum-tcb';
  const launched = measurements === undefined || measurements.some((each) => sameBytes(report.measurement, each));
  return launched ? undefined : 'measurement';
}

/** HOST_DATA has 32 bytes: longer digests are cut, shorter ones filled with zeros. Source: trustee 78962cd4 `deps/verifier/src/snp/mod.rs`. */
function asHostData(digest: Uint8Array): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.set(digest.subarray(0, 32));
  return bytes;
}
