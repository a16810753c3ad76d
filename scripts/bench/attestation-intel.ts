import { tdxCollateral } from '../../sim/attestation/intel/collateral/tdx-collateral.js';
import { intelAuthorities } from '../../sim/attestation/intel/platform/intel-authorities.js';
import { type TdxPlatform, tdxPlatform } from '../../sim/attestation/intel/platform/tdx-platform.js';
import { makeQuote, type QuoteOptions } from '../../sim/attestation/intel/quote/make-quote.js';
import { TrustDomain } from '../../sim/attestation/intel/report/trust-domain.js';
import { tdxEvidence, tdxVerifier } from '../../sim/attestation/intel/verify/tdx-verifier.js';
import { ecKey } from '../../sim/attestation/keys/ec-key.js';
import { signNatively } from '../../sim/attestation/keys/native-signature.js';
import type { EvidenceVerdict } from '../../sim/contracts/verifier.js';
import type { BenchGroup } from './bench-group.js';

/**
 * Quotes of trust domains: TDREPORT, its check and the quote, signed by the machine's own cryptography and repeatably, in turn on 64 hosts; and
 * evidence verified with the collateral its verifier has seen before, as a broker has. The ceiling is the bare signature on P-256.
 */
export function attestationIntelGroup(): BenchGroup {
  const authorities = intelAuthorities();
  const platforms = Array.from({ length: 64 }, (_, index) => tdxPlatform(authorities, `host-${index}`));
  const [first = tdxPlatform(authorities, 'host-0')] = platforms;
  const collateral = tdxCollateral(authorities, first, { issuedSeconds: nowSeconds });
  const verifier = tdxVerifier([authorities.root.pem], { collateral: () => collateral });
  const key = ecKey('P-256', 'bench', 'bare');
  const message = Buffer.alloc(632);
  const guests = inTurns(platforms.map(startedOn));
  const evidence = inTurns(platforms.map((platform) => tdxEvidence(quoteOf(startedOn(platform), {}))));
  return {
    name: 'TDX quotes, 64 hosts',
    ceiling: 'a bare signature',
    unit: 'quotes',
    tasks: {
      'a bare signature': () => void signNatively(key, 'ecdsa-sha256', message),
      'quote natively, version 4': () => void quoteOf(guests(), { signing: 'native' }),
      'quote natively, version 5': () => void quoteOf(guests(), { signing: 'native', form: 'v5-tdx1.5' }),
      'quote repeatably': () => void quoteOf(guests(), {}),
      'verify evidence': () => ensureGenuine(verifier.verify(evidence(), { reportData }, nowSeconds)),
    },
    targetsUs: { 'quote natively, version 4': 1e6 / 1000, 'quote natively, version 5': 1e6 / 1000 },
  };
}

const nowSeconds = 1_790_000_000;
const reportData = Buffer.alloc(64, 1);

interface StartedGuest {
  readonly platform: TdxPlatform;
  readonly domain: TrustDomain;
}

function startedOn(platform: TdxPlatform): StartedGuest {
  return { platform, domain: new TrustDomain(platform, { mrTd: Buffer.alloc(48, 1) }) };
}

function quoteOf({ platform, domain }: StartedGuest, options: QuoteOptions): Buffer {
  const quote = makeQuote(platform, domain.report(reportData), options);
  if (!quote.ok) throw new Error(`a machine refused its own report: ${quote.reason}`);
  return quote.value;
}

function ensureGenuine(verdict: EvidenceVerdict): void {
  if (!verdict.genuine) throw new Error(`evidence was refused: ${verdict.code}`);
}

function inTurns<Each>(list: readonly Each[]): () => Each {
  let at = 0;
  return () => list[at++ % list.length] as Each;
}
