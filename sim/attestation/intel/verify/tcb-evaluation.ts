import { done, type Outcome } from '../../../core/outcome.js';
import type {
  EnclaveIdentity,
  IsvLevel,
  ModuleSigner,
  PlatformLevel,
  TcbComponent,
  TcbInfo,
  TcbStatus,
} from '../collateral/tcb-level.js';
import type { PlatformIdentity } from '../platform/sgx-extension.js';
import type { QuotingEnclave } from '../platform/tdx-platform.js';
import { bodyField, type ReadQuote } from '../quote/read-quote.js';
import { refusal, type TdxRefusal } from './refusal.js';

/** What a platform is worth. */
export interface TcbEvaluation {
  readonly status: TcbStatus;
  /** When the level of the platform was last up to date. */
  readonly tcbDate: string;
  /** Of every level that was consulted. */
  readonly advisoryIds: readonly string[];
}

/**
 * Weighs platform, TDX module and quoting enclave. The platform's level is the first whose 16 components of SGX, provisioning enclave and 16
 * components of TDX are all no higher than the platform's. Where byte 1 of TEE_TCB_SVN is not zero, bytes 0 and 1 are left out there and
 * judged by the module identity of that number. The worst counts.
 *
 * Source: Intel SGX DCAP quote verification library, `EvaluateTcb.cpp`; go-tdx-guest compares alike but drops the platform's own status
 * where a module identity was consulted.
 */
export function evaluateTcb(
  quote: ReadQuote,
  identity: PlatformIdentity,
  tcbInfo: TcbInfo,
  qe: { readonly report: QuotingEnclave; readonly identity: EnclaveIdentity },
): Outcome<TcbEvaluation, TdxRefusal> {
  const teeTcbSvn = bodyField(quote, 'teeTcbSvn');
  const platform = tcbInfo.tcbLevels.find((level) => reaches(level, identity, teeTcbSvn));
  if (platform === undefined) return refusal('tcb-level-unknown');
  const module = moduleLevel(quote, tcbInfo);
  if (!module.ok) return module;
  const enclave = qe.identity.tcbLevels.find(({ tcb }) => tcb.isvsvn <= qe.report.isvSvn);
  if (enclave === undefined) return refusal('tcb-level-unknown', 'the quoting enclave is older than any that is listed');
  const components = module.value === undefined ? [enclave] : [enclave, module.value];
  const status = components.reduce<TcbStatus>((worst, { tcbStatus }) => converged(worst, tcbStatus), platform.tcbStatus);
  const advisoryIds = [...new Set([platform, ...components].flatMap(({ advisoryIDs }) => advisoryIDs ?? []))].sort();
  return done({ status, tcbDate: platform.tcbDate, advisoryIds });
}

/**
 * What a platform's status becomes beside the status of its quoting enclave or TDX module.
 * Source: Intel SGX DCAP quote verification library, `convergeTcbStatuses`.
 */
export function converged(platform: TcbStatus, component: TcbStatus): TcbStatus {
  if (platform === 'Revoked' || component === 'Revoked') return 'Revoked';
  if (component !== 'OutOfDate') return platform;
  if (platform === 'UpToDate' || platform === 'SWHardeningNeeded') return 'OutOfDate';
  return platform === 'ConfigurationNeeded' || platform === 'ConfigurationAndSWHardeningNeeded'
    ? 'OutOfDateConfigurationNeeded'
    : platform;
}

function reaches({ tcb }: PlatformLevel, { tcbComponents, pceSvn }: PlatformIdentity, teeTcbSvn: Buffer): boolean {
  const from = teeTcbSvn[1] === 0 ? 0 : 2;
  return (
    notBelow(tcbComponents, tcb.sgxtcbcomponents, 0) && pceSvn >= tcb.pcesvn && notBelow(teeTcbSvn, tcb.tdxtcbcomponents, from)
  );
}

function notBelow(svns: Uint8Array, wanted: readonly TcbComponent[], from: number): boolean {
  return wanted.every(({ svn }, at) => at < from || (svns[at] ?? 0) >= svn);
}

/** The level of the TDX module, where it has an identity of its own; TDX 1.0 has none. */
function moduleLevel(quote: ReadQuote, tcbInfo: TcbInfo): Outcome<IsvLevel | undefined, TdxRefusal> {
  const [isvSvn = 0, major = 0] = bodyField(quote, 'teeTcbSvn');
  const id = `tdx_${major.toString(16).padStart(2, '0')}`;
  const identity = tcbInfo.tdxModuleIdentities.find((each) => each.id.toLowerCase() === id);
  if (major !== 0 && identity === undefined) return refusal('tdx-module-unknown', id.toUpperCase());
  if (!isSignedAs(quote, identity ?? tcbInfo.tdxModule)) return refusal('tdx-module');
  if (major === 0 || identity === undefined) return done(undefined);
  const level = identity.tcbLevels.find(({ tcb }) => tcb.isvsvn <= isvSvn);
  return level === undefined ? refusal('tcb-level-unknown', 'the TDX module is older than any that is listed') : done(level);
}

function isSignedAs(quote: ReadQuote, { mrsigner, attributes, attributesMask }: ModuleSigner): boolean {
  const masked = maskedBytes(bodyField(quote, 'seamAttributes'), attributesMask);
  return bodyField(quote, 'mrSignerSeam').equals(Buffer.from(mrsigner, 'hex')) && masked.equals(Buffer.from(attributes, 'hex'));
}

/** Bytes with those bits only that a mask in hexadecimal has. */
export function maskedBytes(bytes: Uint8Array, mask: string): Buffer {
  const bits = Buffer.from(mask, 'hex');
  return Buffer.from(bytes.map((byte, at) => byte & (bits[at] ?? 0)));
}
