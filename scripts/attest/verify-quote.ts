import type { TdxCollateral } from '../../sim/attestation/intel/collateral/tdx-collateral.js';
import { intelAuthorities } from '../../sim/attestation/intel/platform/intel-authorities.js';
import { bodyField, readQuote } from '../../sim/attestation/intel/quote/read-quote.js';
import { tdxEvidence, tdxVerifier } from '../../sim/attestation/intel/verify/tdx-verifier.js';
import type { EvidenceVerdict } from '../../sim/contracts/verifier.js';
import type { Expected } from './expected.js';
import { contentOf } from './hex-bytes.js';

/** Judges a quote. @param collateral absent: there is none. */
export function verifyQuote(bytes: Buffer, collateral: TdxCollateral | undefined, expected: Expected): EvidenceVerdict {
  const quote = readQuote(bytes);
  if (!quote.ok) return { genuine: false, ...quote.reason };
  const roots = expected.roots.map((file) => contentOf(file).toString('latin1'));
  const trusted = roots.length > 0 ? roots : [intelAuthorities().root.pem];
  const verifier = tdxVerifier(trusted, { collateral: () => collateral, allowDebug: expected.allowDebug });
  const reportData = expected.reportData ?? bodyField(quote.value, 'reportData');
  return verifier.verify(tdxEvidence(bytes), { reportData }, expected.nowSeconds);
}
