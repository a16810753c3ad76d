import { amdAuthorities } from '../../amd/authorities.js';
import { endorsementCertificate } from '../../amd/endorsement-key.js';
import { snpEvidence } from '../../amd/evidence.js';
import { exampleGuest, examplePlatform } from '../../amd/example-platform.js';
import { holderOf, snpReport } from '../../amd/platform.js';
import type { ProductLine } from '../../amd/product-line.js';
import { decodeReport } from '../../amd/report.js';
import type { Sign } from '../../amd/report-signature.js';
import { rootsOf, snpVerifier } from '../../amd/snp-verifier.js';
import { tdxCollateral } from '../../intel/collateral/tdx-collateral.js';
import { intelAuthorities } from '../../intel/platform/intel-authorities.js';
import { tdxPlatform } from '../../intel/platform/tdx-platform.js';
import { makeQuote } from '../../intel/quote/make-quote.js';
import { mrTdOfFirmware } from '../../intel/report/mrtd.js';
import { TrustDomain } from '../../intel/report/trust-domain.js';
import { asMrConfigId, tdxEvidence, tdxVerifier } from '../../intel/verify/tdx-verifier.js';
import type { Attester } from '../guest/attester.js';
import { openedAt } from './laboratory.js';

/** What the evidence of a guest in tests rests on. */
export interface ProtectedGuestOptions {
  /** `foreign`: authorities nobody trusts. */
  readonly authorities?: 'fauxmetal' | 'foreign';
  /** What the guest was given at launch: it goes into HOST_DATA or MRCONFIGID. */
  readonly initDataDigest?: Uint8Array;
  readonly line?: ProductLine;
  readonly reportVersion?: number;
  /** How the firmware signs; repeatable unless told otherwise. */
  readonly sign?: Sign;
}

/** A guest under SNP, on a machine with its own certificates. */
export function snpAttester(options: ProtectedGuestOptions = {}): Attester {
  const { authorities: seed = 'fauxmetal', initDataDigest, line = 'Milan', reportVersion = 3, sign } = options;
  const platform = examplePlatform(line, 'host', reportVersion);
  const hostData = Buffer.alloc(32);
  if (initDataDigest !== undefined) hostData.set(initDataDigest.subarray(0, 32));
  const guest = { ...exampleGuest(platform), hostData };
  const authorities = amdAuthorities(line, seed);
  const leaf = endorsementCertificate(authorities, holderOf(platform), platform.firmware.reportedTcb, openedAt - 86_400);
  const chain = [
    { kind: 'VCEK', der: leaf },
    { kind: 'ASK', der: authorities.ask.certificate },
    { kind: 'ARK', der: authorities.ark.certificate },
  ] as const;
  return {
    tee: 'snp',
    evidence: (runtimeDigest) => {
      const report = decodeReport(snpReport(platform, guest, { reportData: in64Bytes(runtimeDigest) }, sign));
      if (!report.ok) throw new Error(report.reason.message);
      return snpEvidence(report.value, chain);
    },
  };
}

/** Trusts our AMD roots. */
export const snpTrust = snpVerifier([rootsOf(amdAuthorities('Milan')), rootsOf(amdAuthorities('Genoa'))]);

/** A guest under TDX. */
export function tdxAttester({ authorities = 'fauxmetal', initDataDigest }: ProtectedGuestOptions = {}): Attester {
  const platform = tdxPlatform(authorities === 'fauxmetal' ? intelAuthorities() : intelAuthorities(authorities), 'host');
  const mrConfigId = initDataDigest === undefined ? {} : { mrConfigId: asMrConfigId(initDataDigest) };
  const domain = new TrustDomain(platform, { mrTd: mrTdOfFirmware(Buffer.from('firmware')), ...mrConfigId });
  return {
    tee: 'tdx',
    evidence: (runtimeDigest) => {
      const quote = makeQuote(platform, domain.report(in64Bytes(runtimeDigest)), { form: 'v4' });
      if (!quote.ok) throw new Error(quote.reason);
      return tdxEvidence(quote.value);
    },
  };
}

/** Trusts our Intel root, with collateral of the day. */
export const tdxTrust = tdxVerifier([intelAuthorities().root.pem], {
  collateral: () => tdxCollateral(intelAuthorities(), tdxPlatform(intelAuthorities(), 'host'), { issuedSeconds: openedAt - 60 }),
});

function in64Bytes(digest: Uint8Array): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set(digest);
  return bytes;
}
