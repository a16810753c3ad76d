import { basicConstraints } from '../../certificates/extensions.js';
import { issueCertificate } from '../../certificates/issue-certificate.js';
import { pemOf } from '../../certificates/pem.js';
import { deriveBytes } from '../../keys/derive-bytes.js';
import { ecKey } from '../../keys/ec-key.js';
import type { EcKeyPair } from '../../keys/key-pair.js';
import type { TdReportPlatform, TdxModule } from '../report/td-report.js';
import { type IntelAuthorities, intelExtensions, intelName, serialOf } from './intel-authorities.js';
import { type PlatformIdentity, sgxExtension } from './sgx-extension.js';

/** Everything about one TDX machine that shows in its evidence. */
export interface TdxPlatform extends TdReportPlatform {
  readonly identity: PlatformIdentity;
  /** The quoting enclave's own key, which signs quotes. */
  readonly attestationKey: EcKeyPair;
  readonly qe: QuotingEnclave;
  readonly pck: PckCertificate;
  /** 16 bytes: which quoting enclave, on which machine. */
  readonly qeId: Uint8Array;
}

/** The TD quoting enclave, as its report and its identity have it. */
export interface QuotingEnclave {
  readonly miscSelect: number;
  /** Flags and XFRM, 16 bytes. */
  readonly attributes: Uint8Array;
  /** 32 bytes each. */
  readonly mrEnclave: Uint8Array;
  readonly mrSigner: Uint8Array;
  readonly isvProdId: number;
  readonly isvSvn: number;
}

/** The certificate of the key that signs the quoting enclave's report. */
export interface PckCertificate {
  readonly key: EcKeyPair;
  readonly serial: bigint;
  readonly certificate: Buffer;
  /** Leaf, intermediate and root, PEM. */
  readonly chainPem: string;
  readonly ca: 'platform' | 'processor';
}

/** What may be said of a machine; all of it has a default. */
export interface TdxPlatformFacts {
  /** Generation of the TDX module. */
  readonly version?: TdReportPlatform['version'];
  /** CPUID signature, which decides the FMSPC: 0x806f8 Sapphire Rapids, 0xc06f2 Emerald Rapids (the default), 0xa06d1 Granite Rapids. */
  readonly cpuSignature?: number;
  readonly module?: Partial<TdxModule>;
  readonly identity?: Partial<PlatformIdentity>;
  readonly qe?: Partial<QuotingEnclave>;
  readonly ca?: PckCertificate['ca'];
}

/**
 * The machine a name gives. Its keys are drawn from the seed of the authorities and its name: the same in every run, and another's are
 * others.
 */
export function tdxPlatform(authorities: IntelAuthorities, host: string, facts: TdxPlatformFacts = {}): TdxPlatform {
  const { seed } = authorities;
  const draw = (what: string, length: number): Buffer => deriveBytes(seed, `tdx/${host}/${what}`, length);
  const version = facts.version ?? '1.5';
  const identity = { ...defaultIdentity(draw, facts.cpuSignature ?? 0xc06f2), ...facts.identity };
  return {
    version,
    cpuSvn: identity.cpuSvn,
    module: { ...tdxModules[version], ...facts.module },
    macKey: draw('report-key', 32),
    identity,
    attestationKey: ecKey('P-256', seed, `tdx/${host}/attestation-key`),
    qe: { ...tdQe, ...facts.qe },
    qeId: draw('qe-id', 16),
    pck: pckCertificate(authorities, host, identity, facts.ca ?? 'platform'),
  };
}

/**
 * Family, model, stepping, platform and custom SKU of a processor. What Intel published for Sapphire Rapids (50 80 6F …) and Emerald Rapids
 * (B0 C0 6F …) has the CPUID signature without its stepping in bytes 1 and 2; the rest is not documented and assumed.
 */
export function fmspcOf(cpuSignature: number): Buffer {
  const first = cpuSignature >> 4 === 0x806f ? 0x50 : cpuSignature >> 4 === 0xc06f ? 0xb0 : 0x20;
  return Buffer.from([first, (cpuSignature >> 12) & 0xff, (cpuSignature >> 4) & 0xff, 0, 0, 0]);
}

/** Components, as TCB levels of 2024 have them. */
const tcbComponents = Buffer.from([7, 7, 2, 2, 3, 1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0]);

function defaultIdentity(draw: (what: string, length: number) => Buffer, cpuSignature: number): PlatformIdentity {
  return {
    ppid: draw('ppid', 16),
    tcbComponents,
    pceSvn: 11,
    cpuSvn: tcbComponents,
    pceId: Buffer.alloc(2),
    fmspc: fmspcOf(cpuSignature),
    sgxType: 1,
    platformInstanceId: draw('platform-instance', 16),
    dynamicPlatform: true,
    cachedKeys: true,
    smtEnabled: true,
  };
}

/** The modules that run unless another is named. Byte 1 of the level says which identity is consulted: 0 is TDX 1.0, which has none. */
export const tdxModules: Readonly<Record<TdReportPlatform['version'], TdxModule>> = {
  '1.0': tdxModule('1.0', [3, 0, 3]),
  '1.5': tdxModule('1.5', [6, 1, 3]),
};

function tdxModule(version: string, levels: readonly number[]): TdxModule {
  const teeTcbSvn = Buffer.alloc(16);
  teeTcbSvn.set(levels);
  const mrSeam = deriveBytes('fauxmetal', `tdx-module/${version}`, 48);
  return { teeTcbSvn, mrSeam, mrSignerSeam: Buffer.alloc(48), seamAttributes: Buffer.alloc(8) };
}

/** Intel's own measurements name its enclave; what signs here has none of Intel's keys. Source: enclave identity `TD_QE` version 2. */
const tdQe: QuotingEnclave = {
  miscSelect: 0,
  attributes: Buffer.from('1500000000000000e700000000000000', 'hex'),
  mrEnclave: deriveBytes('fauxmetal', 'td-qe', 32),
  mrSigner: Buffer.from('dc9e2a7c6f948f17474e34a7fc43ed030f7c1563f1babddf6340c82e0e54a8c5', 'hex'),
  isvProdId: 2,
  isvSvn: 4,
};

/** From the beginning of 2024 for seven years. */
const pckValidity = { notBefore: 1_704_067_200, notAfter: 1_924_991_999 };

function pckCertificate(
  authorities: IntelAuthorities,
  host: string,
  identity: PlatformIdentity,
  ca: PckCertificate['ca'],
): PckCertificate {
  const issuer = ca === 'platform' ? authorities.platformCa : authorities.processorCa;
  const key = ecKey('P-256', authorities.seed, `tdx/${host}/pck`);
  const serial = serialOf(key);
  const usual = intelExtensions(
    key,
    issuer.key,
    authorities.crlUrls[ca],
    ['digitalSignature', 'nonRepudiation'],
    basicConstraints(false),
  );
  const contents = {
    ...{ ...pckValidity, serial, subject: intelName('Intel SGX PCK Certificate'), publicKey: key.publicKey },
    extensions: [...usual, sgxExtension(identity)],
  };
  const certificate = issueCertificate(contents, issuer);
  return { key, serial, certificate, ca, chainPem: pemOf(certificate) + issuer.pem + authorities.root.pem };
}
