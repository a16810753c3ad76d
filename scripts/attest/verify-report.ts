import { amdAuthorities } from '../../sim/attestation/amd/authorities.js';
import { readExtendedReport } from '../../sim/attestation/amd/certificate-table.js';
import type { SnpRoots } from '../../sim/attestation/amd/certified-key.js';
import type { EvidenceCertificate } from '../../sim/attestation/amd/evidence.js';
import { lineNamed, productLines } from '../../sim/attestation/amd/product-line.js';
import { decodeReport, reportBytes } from '../../sim/attestation/amd/report.js';
import { rootsOf, snpVerifier } from '../../sim/attestation/amd/snp-verifier.js';
import type { EvidenceVerdict } from '../../sim/contracts/verifier.js';
import { UsageError } from '../../sim/core/usage-error.js';
import { certificateBlocks, commonNameOf } from './evidence-files.js';
import type { Expected } from './expected.js';

/** Judges the bytes of a report, or of one with the host’s certificates behind it. */
export function verifyReport(bytes: Buffer, certificates: readonly EvidenceCertificate[], expected: Expected): EvidenceVerdict {
  const extended = bytes.length > reportBytes ? readExtendedReport(bytes) : undefined;
  if (extended?.ok === false) return { genuine: false, code: 'malformed', message: extended.reason };
  const report = extended === undefined ? bytes : Buffer.from(extended.value.report);
  const brought = (extended?.value.entries ?? []).flatMap(({ kind, bytes: der }) =>
    kind === 'CRL' || kind === 'platform' ? [] : [{ kind, der }],
  );
  const decoded = decodeReport(report);
  if (!decoded.ok) return { genuine: false, ...decoded.reason };
  const verifier = snpVerifier(expected.roots.length > 0 ? rootsIn(expected.roots) : simulatedRoots(), {
    allowDebug: expected.allowDebug,
  });
  const reportData = expected.reportData ?? decoded.value.reportData;
  const outcome = verifier.judge({ report, certificates: [...brought, ...certificates] }, { reportData }, expected.nowSeconds);
  return outcome.ok ? { genuine: true, claims: outcome.value } : { genuine: false, ...outcome.reason };
}

function simulatedRoots(): readonly SnpRoots[] {
  return productLines.map((line) => rootsOf(amdAuthorities(line)));
}

/** Roots of PEM files, with the authorities below them that are there; where one is not, the evidence has to bring it. */
function rootsIn(files: readonly string[]): readonly SnpRoots[] {
  const blocks = files.flatMap((file) =>
    certificateBlocks(file).map((block) => ({ ...block, name: commonNameOf(block.certificate) })),
  );
  const roots = blocks.flatMap(({ name, der: ark }) => {
    const line = lineNamed(name.replace(/^ARK-/, ''));
    if (line === undefined || !name.startsWith('ARK-')) return [];
    const below = (authority: string): Buffer => blocks.find((each) => each.name === authority)?.der ?? ark;
    return [{ line, ark, ask: below(`SEV-${line}`), asvk: below(`SEV-VLEK-${line}`) }];
  });
  if (roots.length > 0) return roots;
  throw new UsageError('there is no root of AMD’s kind in these files', {
    fix: 'name the cert_chain of a key distribution service',
  });
}
