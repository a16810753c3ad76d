import { createPublicKey, type KeyObject } from 'node:crypto';
import { done, type Outcome } from '../../../core/outcome.js';
import { isSignedBy } from '../../keys/native-signature.js';
import { sameBytes } from '../../keys/same-bytes.js';
import type { EnclaveIdentity, TcbInfo, TcbStatus } from '../collateral/tcb-level.js';
import type { TdxCollateral } from '../collateral/tdx-collateral.js';
import type { PlatformIdentity } from '../platform/sgx-extension.js';
import type { PckCertificate, QuotingEnclave } from '../platform/tdx-platform.js';
import { qeReportData, readQeReport } from '../quote/enclave-report.js';
import { enclaveReport } from '../quote/quote-layout.js';
import { bodyField, type ReadQuote, readQuote } from '../quote/read-quote.js';
import { type CheckedCollateral, checkCollateral } from './checked-collateral.js';
import { checkPckChain, checkRevocation, type PckChain, readPckChain, type Trust } from './pck-chain.js';
import { refusal, type TdxRefusal } from './refusal.js';
import { evaluateTcb, maskedBytes, type TcbEvaluation } from './tcb-evaluation.js';

/** Finds the collateral of platforms: FMSPC in upper-case hexadecimal, and which authority issued the PCK certificate. */
export type CollateralSource = (fmspc: string, ca: PckCertificate['ca']) => TdxCollateral | undefined;

/** How strict a verifier is. */
export interface TdxVerifierOptions {
  readonly collateral: CollateralSource;
  /** Only UpToDate unless told otherwise. */
  readonly acceptedStatuses?: readonly TcbStatus[];
  /** Guests that their host can debug are refused unless told otherwise. */
  readonly allowDebug?: boolean;
}

/** A genuine quote of a platform whose state is accepted. */
export interface VerifiedQuote {
  readonly quote: ReadQuote;
  readonly platform: PlatformIdentity;
  readonly tcb: TcbEvaluation;
  readonly collateral: CheckedCollateral;
}

/**
 * Judges a quote: its shape, the PCK chain up to a trusted root, collateral and revocation, the two signatures and what ties them together,
 * the quoting enclave, the platform's level, debugging. What the quote is bound to is left to the caller.
 */
export type QuoteJudge = (bytes: Uint8Array, nowSeconds: number) => Outcome<VerifiedQuote, TdxRefusal>;

/**
 * A judge that trusts these roots, DER. It remembers what it found of a chain with the same collateral at the same second: many quotes come
 * from few machines.
 */
export function quoteJudge(roots: readonly Uint8Array[], options: TdxVerifierOptions): QuoteJudge {
  const remembered = new Map<string, Remembered>();
  return (bytes, nowSeconds) => {
    const quote = readQuote(bytes);
    if (!quote.ok) return quote;
    const chain = readPckChain(quote.value.chainPem);
    if (!chain.ok) return chain;
    const trusted = trustIn(chain.value, quote.value.chainPem, { roots, nowSeconds }, options, remembered);
    if (!trusted.ok) return trusted;
    const signed = checkSignatures(quote.value, chain.value);
    if (!signed.ok) return signed;
    const { identity } = chain.value;
    const judged = judgePlatform(quote.value, identity, trusted.value, options);
    return judged.ok ? done({ quote: quote.value, platform: identity, tcb: judged.value, collateral: trusted.value }) : judged;
  };
}

interface Remembered {
  readonly collateral: TdxCollateral;
  readonly nowSeconds: number;
  readonly outcome: Outcome<CheckedCollateral, TdxRefusal>;
}

const rememberedMax = 64;

/** The root first: nothing is fetched for a chain that ends in another. */
function trustIn(
  chain: PckChain,
  chainPem: string,
  trust: Trust,
  options: TdxVerifierOptions,
  remembered: Map<string, Remembered>,
): Outcome<CheckedCollateral, TdxRefusal> {
  const before = remembered.get(chainPem);
  if (before === undefined || before.nowSeconds !== trust.nowSeconds) {
    const trusted = checkPckChain(chain, trust);
    if (!trusted.ok) return trusted;
  }
  const collateral = options.collateral(Buffer.from(chain.identity.fmspc).toString('hex').toUpperCase(), chain.ca);
  if (collateral === undefined) return refusal('collateral-missing');
  if (before?.nowSeconds === trust.nowSeconds && before.collateral === collateral) return before.outcome;
  const revocation = checkRevocation(chain, collateral, trust);
  const outcome = revocation.ok ? checkCollateral(collateral, trust) : revocation;
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(chainPem, { collateral, nowSeconds: trust.nowSeconds, outcome });
  return outcome;
}

/** PCK key → quoting enclave's report → attestation key → quote. */
function checkSignatures(quote: ReadQuote, { certificates: [leaf] }: PckChain): Outcome<undefined, TdxRefusal> {
  const { qeReport, qeReportSignature, attestationKey, qeAuthData, signed, signature } = quote;
  if (!isSignedBy(leaf.publicKey, 'ecdsa-sha256', qeReport, qeReportSignature)) return refusal('qe-report-signature');
  const [at, length] = enclaveReport.reportData;
  if (!sameBytes(qeReport.subarray(at, at + length), qeReportData(attestationKey, qeAuthData))) return refusal('qe-report-data');
  const key = publicKeyOf(attestationKey);
  if (key === undefined) return refusal('attestation-key');
  return isSignedBy(key, 'ecdsa-sha256', signed, signature) ? done(undefined) : refusal('quote-signature');
}

function judgePlatform(
  quote: ReadQuote,
  identity: PlatformIdentity,
  { tcbInfo, qeIdentity }: CheckedCollateral,
  { acceptedStatuses = ['UpToDate'], allowDebug = false }: TdxVerifierOptions,
): Outcome<TcbEvaluation, TdxRefusal> {
  const mismatch = platformMismatch(identity, tcbInfo);
  if (mismatch !== undefined) return refusal(mismatch);
  const report = readQeReport(quote.qeReport);
  if (!isEnclave(report, qeIdentity)) return refusal('qe-identity');
  const tcb = evaluateTcb(quote, identity, tcbInfo, { report, identity: qeIdentity });
  if (!tcb.ok) return tcb;
  const { status } = tcb.value;
  if (!acceptedStatuses.includes(status)) return refusal(statusCodes[status] ?? 'tcb-status', status);
  const debugged = ((bodyField(quote, 'tdAttributes')[0] ?? 0) & 1) === 1;
  return debugged && !allowDebug ? refusal('debug') : tcb;
}

const statusCodes: Partial<Record<TcbStatus, TdxRefusal['code']>> = {
  Revoked: 'tcb-revoked',
  OutOfDate: 'tcb-out-of-date',
  OutOfDateConfigurationNeeded: 'tcb-out-of-date',
};

function platformMismatch({ fmspc, pceId }: PlatformIdentity, info: TcbInfo): 'fmspc' | 'pce-id' | undefined {
  if (Buffer.from(fmspc).toString('hex') !== info.fmspc.toLowerCase()) return 'fmspc';
  return Buffer.from(pceId).toString('hex') === info.pceId.toLowerCase() ? undefined : 'pce-id';
}

function isEnclave(report: QuotingEnclave, identity: EnclaveIdentity): boolean {
  const miscSelect = Buffer.alloc(4);
  miscSelect.writeUInt32LE(report.miscSelect);
  const pairs = [
    [maskedBytes(miscSelect, identity.miscselectMask), identity.miscselect],
    [maskedBytes(report.attributes, identity.attributesMask), identity.attributes],
    [report.mrSigner, identity.mrsigner],
  ] as const;
  return report.isvProdId === identity.isvprodid && pairs.every(([bytes, hex]) => Buffer.from(hex, 'hex').equals(bytes));
}

/** A point of P-256; undefined when there is none with these coordinates. */
function publicKeyOf(point: Buffer): KeyObject | undefined {
  const [x, y] = [point.subarray(0, 32), point.subarray(32)].map((half) => half.toString('base64url'));
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
