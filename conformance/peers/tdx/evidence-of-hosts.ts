import { type TdxCollateral, tdxCollateral } from '../../../sim/attestation/intel/collateral/tdx-collateral.js';
import type { IntelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import { type TdxPlatform, tdxPlatform } from '../../../sim/attestation/intel/platform/tdx-platform.js';
import { makeQuote } from '../../../sim/attestation/intel/quote/make-quote.js';
import { type QuoteForm, quoteForms } from '../../../sim/attestation/intel/quote/quote-layout.js';
import { mrTdOfFirmware } from '../../../sim/attestation/intel/report/mrtd.js';
import { TrustDomain } from '../../../sim/attestation/intel/report/trust-domain.js';
import { assertThat } from '../../../sim/core/defect.js';
import { issuedDaySeconds } from './time-of-peers.js';

/** A quote of one host, with what a verifier needs. */
export interface HostEvidence {
  readonly name: string;
  readonly form: QuoteForm;
  readonly platform: TdxPlatform;
  readonly quote: Buffer;
}

/** CPUID signatures of Sapphire Rapids, Emerald Rapids and Granite Rapids. */
const signatures = [0x806f8, 0xc06f2, 0xa06d1];

/** Twenty machines of three kinds, every third with a TDX module of the first generation. */
export function tdxHosts(authorities: IntelAuthorities): readonly TdxPlatform[] {
  return Array.from({ length: 20 }, (_, index) =>
    tdxPlatform(authorities, `host-${index}`, {
      cpuSignature: signatures[index % signatures.length] ?? 0,
      version: index % 4 === 3 ? '1.0' : '1.5',
    }),
  );
}

/** A quote of each machine in each form it can make. */
export function evidenceOf(platforms: readonly TdxPlatform[]): readonly HostEvidence[] {
  return platforms.flatMap((platform, index) => {
    const domain = new TrustDomain(platform, {
      mrTd: mrTdOfFirmware(Buffer.from(`firmware ${index}`)),
      mrConfigId: Buffer.alloc(48, index),
    });
    domain.extend(2, Buffer.alloc(48, index));
    const report = domain.report(Buffer.alloc(64, index));
    const forms = quoteForms.filter((form) => platform.version === '1.5' || form !== 'v5-tdx1.5');
    return forms.map((form) => {
      const quote = makeQuote(platform, report, { form });
      assertThat(quote.ok, 'a machine quotes its own reports');
      return { name: `host-${index}`, form, platform, quote: quote.value };
    });
  });
}

/** Collateral as one JSON object, as DCAP's library for verification has it. */
export function collateralJson(authorities: IntelAuthorities, platform: TdxPlatform, facts = {}) {
  return flat(tdxCollateral(authorities, platform, { issuedSeconds: issuedDaySeconds, ...facts }));
}

function flat(collateral: TdxCollateral) {
  const [tcbInfo, qeIdentity] = [split(collateral.tcbInfo, 'tcbInfo'), split(collateral.qeIdentity, 'enclaveIdentity')];
  return {
    pck_crl_issuer_chain: collateral.pckCrlIssuerChain,
    root_ca_crl: Buffer.from(collateral.rootCaCrl).toString('hex'),
    pck_crl: Buffer.from(collateral.pckCrl).toString('hex'),
    tcb_info_issuer_chain: collateral.tcbInfoIssuerChain,
    tcb_info: tcbInfo.inner,
    tcb_info_signature: tcbInfo.signature,
    qe_identity_issuer_chain: collateral.qeIdentityIssuerChain,
    qe_identity: qeIdentity.inner,
    qe_identity_signature: qeIdentity.signature,
  };
}

function split(text: string, name: string): { readonly inner: string; readonly signature: string } {
  const end = text.lastIndexOf(',"signature":"');
  return { inner: text.slice(`{"${name}":`.length, end), signature: text.slice(end + ',"signature":"'.length, -2) };
}
