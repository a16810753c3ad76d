import type { EvidenceVerdict, EvidenceVerifier, ExpectedEvidence } from '../../../contracts/verifier.js';
import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { sameBytes } from '../../keys/same-bytes.js';
import { bytesOfBase64, own, textOf } from '../json-bytes.js';

/**
 * Accepts the evidence of machines without protection: a version number and the bytes it is bound to, unsigned. What claims it makes is
 * fixed. Checks: the binding. Does not check: anything else, initdata least of all. Source: deps/verifier/src/sample/mod.rs of trustee.
 */
export const sampleVerifier: EvidenceVerifier = { tee: 'sample', verify: verifySample };

/** Accepts the evidence of a device that plays an accelerator. Source: deps/verifier/src/sample_device/mod.rs of trustee. */
export const sampleDeviceVerifier: Pick<EvidenceVerifier, 'verify'> = {
  verify: (evidence, { reportData }) => {
    const read = readSample(evidence, reportData);
    return read.ok ? { genuine: true, claims: read.value } : read.reason;
  },
};

function verifySample(evidence: JsonObject, expected: ExpectedEvidence): EvidenceVerdict {
  const read = readSample(evidence, expected.reportData);
  if (!read.ok) return read.reason;
  return { genuine: true, claims: { ...fixedClaims, ...read.value, ...initDataClaim(expected) } };
}

/** Source: the same file; the claims are constants there. */
const fixedClaims = { launch_digest: 'abcde', platform_version: { major: 1, minor: 4 }, debug: false } as const;

/** It cannot be verified, and is passed on all the same, so that policies on it can be tried. */
function initDataClaim({ initDataDigest }: ExpectedEvidence): JsonObject {
  return initDataDigest === undefined ? {} : { init_data: Buffer.from(initDataDigest).toString('base64') };
}

interface SampleClaims extends JsonObject {
  readonly svn: string;
  readonly report_data: string;
}

function readSample(evidence: JsonObject, expected: Uint8Array): Outcome<SampleClaims, EvidenceVerdict> {
  const svn = textOf(evidence, 'svn');
  if (svn === undefined) return notGenuine('malformed', 'sample evidence has a text "svn"');
  const data = own(evidence, 'report_data') ?? '';
  const bytes = typeof data === 'string' ? bytesOfBase64(data) : undefined;
  if (bytes === undefined) return notGenuine('malformed', 'report_data of sample evidence is base64');
  if (bytes.length > 64) return notGenuine('oversize', 'report_data of sample evidence has at most 64 bytes');
  if (!sameBytes(padded(bytes), expected)) {
    return notGenuine('report-data', 'REPORT_DATA is different from that in Sample Quote');
  }
  return done({ svn, report_data: data as string });
}

function notGenuine(code: string, message: string): { readonly ok: false; readonly reason: EvidenceVerdict } {
  return refused({ genuine: false, code, message });
}

function padded(bytes: Uint8Array): Buffer {
  const all = Buffer.alloc(64);
  all.set(bytes);
  return all;
}
