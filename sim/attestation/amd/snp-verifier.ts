import type { EvidenceVerifier, ExpectedEvidence } from '../../contracts/verifier.js';
import type { JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import type { AmdAuthorities } from './authorities.js';
import { certifiedKey, type SnpRoots, type WantedCertificate } from './certified-key.js';
import { snpClaims } from './claims.js';
import { type ReadEvidence, readEvidence } from './read-evidence.js';
import { refusalOf, type SnpRefusal } from './refusal.js';
import { rememberingReader } from './remembering-reader.js';
import { decodeReport, isMasked, type SnpReport, signerOf } from './report.js';
import { reportPolicyRefusal, type SnpReportPolicy } from './report-policy.js';
import { isReportSignedBy } from './report-signature.js';

/** What may be asked of evidence besides that it is genuine. */
export interface SnpVerifierOptions extends SnpReportPolicy {
  /** Finds the certificate of a key where the evidence does not bring it, as a key distribution service does. */
  readonly findCertificate?: (wanted: WantedCertificate) => Uint8Array | undefined;
}

/** Judges evidence and reports of SNP guests. */
export interface SnpVerifier extends EvidenceVerifier {
  /** Judges the bytes of a report with the certificates that came along. @returns its claims, or why it is refused. */
  judge(evidence: ReadEvidence, expected: ExpectedEvidence, nowSeconds: number): Outcome<JsonObject, SnpRefusal>;
}

/** The roots that {@link AmdAuthorities} stand for, with a revocation list of theirs if there is one. */
export function rootsOf({ line, ark, ask, asvk }: AmdAuthorities, revocationList?: Uint8Array): SnpRoots {
  const certificates = { ark: ark.certificate, ask: ask.certificate, asvk: asvk.certificate };
  return { line, ...certificates, ...(revocationList !== undefined && { revocationList }) };
}

/**
 * A verifier that trusts these roots and no others. Besides the signature and the chain it holds chip and TCB version of the certificate
 * against the report, which some verifiers leave out. The codes of its refusals are those of `snpRefusals`.
 */
export function snpVerifier(roots: readonly SnpRoots[], options: SnpVerifierOptions = {}): SnpVerifier {
  const read = rememberingReader();

  function judge({ report: bytes, certificates }: ReadEvidence, expected: ExpectedEvidence, nowSeconds: number) {
    const decoded = decodeReport(bytes);
    if (!decoded.ok) return refused(refusalOf(decoded.reason.code, decoded.reason.message));
    const report = decoded.value;
    const kind = signerKind(report);
    if (!kind.ok) return kind;
    const key = certifiedKey({ report, kind: kind.value, certificates, roots, nowSeconds, read, ...options });
    if (!key.ok) return key;
    if (!isReportSignedBy(bytes, key.value.publicKey)) return refused(refusalOf('signature'));
    const refusal = reportPolicyRefusal(report, key.value.line, expected, options);
    return refusal === undefined ? done(snpClaims(report, key.value.line)) : refused(refusalOf(refusal));
  }

  return {
    tee: 'snp',
    judge,
    verify: (json, expected, nowSeconds) => {
      const evidence = readEvidence(json);
      const outcome = evidence.ok ? judge(evidence.value, expected, nowSeconds) : evidence;
      return outcome.ok ? { genuine: true, claims: outcome.value } : { genuine: false, ...outcome.reason };
    },
  };
}

/** Whose key the report says it is signed by, if that can be checked. */
function signerKind(report: SnpReport): Outcome<'vcek' | 'vlek', SnpRefusal> {
  const { signatureAlgorithm, keyInfo, processor } = report;
  if (signatureAlgorithm !== 1) return refused(refusalOf('signature-algorithm', `${signatureAlgorithm}`));
  if (keyInfo >= 1 << 5) return refused(refusalOf('reserved-bytes', 'the upper bits of 0x48'));
  const signer = signerOf(report);
  if (signer !== 'vcek' && signer !== 'vlek') return refused(refusalOf('signer', signer));
  const unclear = isMasked(report) && (signer === 'vcek' || processor === undefined);
  return unclear ? refused(refusalOf('chip-id-masked')) : done(signer);
}
