import { signRepeatably } from '../../keys/repeatable-signature.js';
import { isoTime } from '../../trustee/utc-time.js';
import type { IntelAuthorities } from '../platform/intel-authorities.js';
import { type TdxPlatform, tdxModules } from '../platform/tdx-platform.js';
import type { EnclaveIdentity, ModuleIdentity, PlatformLevel, TcbComponent, TcbInfo, TcbStatus } from './tcb-level.js';

/** What collateral says of platforms like one. */
export interface CollateralFacts {
  /** When it was issued, in seconds since 1970. */
  readonly issuedSeconds: number;
  /** For how long it is good: 30 days unless told otherwise, as Intel's. */
  readonly validSeconds?: number;
  readonly tcbEvaluationDataNumber?: number;
  /** How the FMSPC is spelt: in upper case unless told otherwise. Some verifiers take the two for different. */
  readonly fmspcCase?: 'upper' | 'lower';
  /** Of the platform's level, the one below, its TDX module and its quoting enclave: UpToDate, and OutOfDate below. */
  readonly status?: Partial<Record<'platform' | 'below' | 'module' | 'qe', TcbStatus>>;
  /** What the newest levels ask for more than the platform has: then it matches the level below. */
  readonly ahead?: Partial<Record<'platform' | 'module' | 'qe', number>>;
}

/** TCB info of the platforms that share an FMSPC, as `{"tcbInfo":…,"signature":"…"}`. */
export function issueTcbInfo(authorities: IntelAuthorities, platform: TdxPlatform, facts: CollateralFacts): string {
  const { identity } = platform;
  const info: TcbInfo = {
    id: 'TDX',
    version: 3,
    ...datesOf(facts),
    fmspc: facts.fmspcCase === 'lower' ? hexOf(identity.fmspc).toLowerCase() : hexOf(identity.fmspc),
    pceId: hexOf(identity.pceId),
    tcbType: 0,
    tcbEvaluationDataNumber: facts.tcbEvaluationDataNumber ?? 17,
    tdxModule: signerOf(platform),
    tdxModuleIdentities: [moduleIdentity(platform, facts)],
    tcbLevels: platformLevels(platform, facts),
  };
  return signed(authorities, 'tcbInfo', info);
}

/** Identity of the TD quoting enclave, as `{"enclaveIdentity":…,"signature":"…"}`. */
export function issueQeIdentity(authorities: IntelAuthorities, { qe }: TdxPlatform, facts: CollateralFacts): string {
  const isvsvn = qe.isvSvn + (facts.ahead?.qe ?? 0);
  const identity: EnclaveIdentity = {
    id: 'TD_QE',
    version: 2,
    ...datesOf(facts),
    tcbEvaluationDataNumber: facts.tcbEvaluationDataNumber ?? 17,
    miscselect: '00000000',
    miscselectMask: 'FFFFFFFF',
    attributes: '11000000000000000000000000000000',
    attributesMask: 'FBFFFFFFFFFFFFFF0000000000000000',
    mrsigner: hexOf(qe.mrSigner),
    isvprodid: qe.isvProdId,
    tcbLevels: [
      { tcb: { isvsvn }, tcbDate: newest, tcbStatus: facts.status?.qe ?? 'UpToDate' },
      { tcb: { isvsvn: 1 }, tcbDate: older, tcbStatus: 'OutOfDate' },
    ],
  };
  return signed(authorities, 'enclaveIdentity', identity);
}

const newest = '2024-11-13T00:00:00Z';
const older = '2023-08-09T00:00:00Z';
const thirtyDays = 30 * 24 * 60 * 60;

function datesOf({ issuedSeconds, validSeconds = thirtyDays }: CollateralFacts) {
  return { issueDate: isoTime(issuedSeconds), nextUpdate: isoTime(issuedSeconds + validSeconds) };
}

function signerOf({ module }: TdxPlatform) {
  return { mrsigner: hexOf(module.mrSignerSeam), attributes: hexOf(module.seamAttributes), attributesMask: 'FFFFFFFFFFFFFFFF' };
}

/** Of the platform's own module; TDX 1.0 has no identity, and then it is that of 1.5, which machines of the same kind may run. */
function moduleIdentity(platform: TdxPlatform, { status, ahead }: CollateralFacts): ModuleIdentity {
  const [isvsvn = 0, major = 0] = platform.version === '1.0' ? tdxModules['1.5'].teeTcbSvn : platform.module.teeTcbSvn;
  return {
    id: `TDX_${major.toString(16).padStart(2, '0')}`,
    ...signerOf(platform),
    tcbLevels: [
      { tcb: { isvsvn: isvsvn + (ahead?.module ?? 0) }, tcbDate: newest, tcbStatus: status?.module ?? 'UpToDate' },
      { tcb: { isvsvn: 2 }, tcbDate: older, tcbStatus: 'OutOfDate', advisoryIDs: ['INTEL-SA-01036'] },
    ],
  };
}

/** The level of the platform, and one that asks for less. */
function platformLevels({ identity, module }: TdxPlatform, { status, ahead }: CollateralFacts): readonly PlatformLevel[] {
  const pcesvn = identity.pceSvn;
  const [svn = 0, major = 0] = module.teeTcbSvn;
  const tdxtcbcomponents = components(
    module.teeTcbSvn.with(0, major === 0 ? svn : (tdxModules['1.0'].teeTcbSvn[0] ?? 0)).with(1, 0),
  );
  const sgxtcbcomponents = components(identity.tcbComponents);
  const lower = sgxtcbcomponents.map((component, at) =>
    at === 0 ? { ...component, svn: Math.max(0, component.svn - 1) } : component,
  );
  return [
    {
      tcb: { sgxtcbcomponents, pcesvn: pcesvn + (ahead?.platform ?? 0), tdxtcbcomponents },
      ...{ tcbDate: newest, tcbStatus: status?.platform ?? 'UpToDate' },
    },
    {
      tcb: { sgxtcbcomponents: lower, pcesvn: 5, tdxtcbcomponents },
      ...{ tcbDate: older, tcbStatus: status?.below ?? 'OutOfDate', advisoryIDs: ['INTEL-SA-00960', 'INTEL-SA-00982'] },
    },
  ];
}

/** Components with the names Intel gives the first two. */
function components(svns: Uint8Array): readonly TcbComponent[] {
  const named = [
    { category: 'BIOS', type: 'Early Microcode Update' },
    { category: 'OS/VMM', type: 'SGX Late Microcode Update' },
  ];
  return [...svns].map((svn, at) => ({ svn, ...named[at] }));
}

/** The signature is over the inner object's bytes exactly as they are sent. */
function signed(authorities: IntelAuthorities, name: string, inner: TcbInfo | EnclaveIdentity): string {
  const text = JSON.stringify(inner);
  const signature = signRepeatably(authorities.tcbSigning.key, 'ecdsa-sha256', Buffer.from(text));
  return `{"${name}":${text},"signature":"${signature.toString('hex')}"}`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
