import { pemOf } from '../../certificates/pem.js';
import { type CollateralFacts, issueQeIdentity, issueTcbInfo } from '../collateral/issue-tcb-info.js';
import { pckAuthority, type RevocationFacts, revocationListOf } from '../collateral/tdx-collateral.js';
import type { IntelAuthorities, IntelAuthority } from '../platform/intel-authorities.js';
import type { TdxPlatform } from '../platform/tdx-platform.js';

/** What the service knows. */
export interface ProvisioningService {
  readonly authorities: IntelAuthorities;
  /** Machines that are registered; of others it has no certificate, and no TCB info for their kind. */
  readonly platforms: readonly TdxPlatform[];
  /** Intel's own service, or the caching service of a data centre, which is asked by the same paths and answers a little differently. */
  readonly dialect?: 'pcs' | 'pccs';
  /** What its documents say; they are issued at the beginning of the day. */
  readonly facts?: Omit<CollateralFacts, 'issuedSeconds'> & RevocationFacts;
}

/** What is wrong with the service at the moment: it asks for patience, does not work at all, or gives out what was good 60 days ago. */
export type ProvisioningFault = 'throttled' | 'outage' | 'stale';

/** An answer over HTTP. */
export interface ProvisioningResponse {
  readonly status: 200 | 400 | 404 | 405 | 429 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Answers one request as Intel's provisioning certification service does, version 4 of its API: `/tdx/certification/v4/tcb?fmspc=…`,
 * `/tdx/certification/v4/qe/identity`, `/sgx/certification/v4/pckcrl?ca=…&encoding=…`, `/sgx/certification/v4/pckcert?…`, and the root's
 * revocation list at `/IntelSGXRootCA.der`, or `/sgx/certification/v4/rootcacrl` of a caching service. Issuers come in a header.
 * Source: Intel PCS API v4; Intel SGX DCAP `QuoteGeneration/pccs`.
 *
 * @param target Path with query.
 */
export function answerProvisioningRequest(
  service: ProvisioningService,
  method: string,
  target: string,
  nowSeconds: number,
  fault?: ProvisioningFault,
): ProvisioningResponse {
  if (fault === 'outage') return complaint(503, 'Server is unavailable');
  if (fault === 'throttled') return complaint(429, 'Too many requests', { 'retry-after': `${retryAfterSeconds}` });
  if (method !== 'GET') return complaint(405, 'Method Not Allowed', { allow: 'GET' });
  const [path = '', query = ''] = target.split('?');
  const handler = handlers[path];
  if (handler === undefined) return complaint(404, 'Not found');
  const day = Math.floor(nowSeconds / secondsOfDay) * secondsOfDay;
  const issuedSeconds = fault === 'stale' ? day - staleDays * secondsOfDay : day;
  return handler(new URLSearchParams(query), service, { ...service.facts, issuedSeconds });
}

type Facts = CollateralFacts & RevocationFacts;
type Handler = (query: URLSearchParams, service: ProvisioningService, facts: Facts) => ProvisioningResponse;

const handlers: Readonly<Record<string, Handler>> = {
  '/tdx/certification/v4/tcb': tcbInfo,
  '/tdx/certification/v4/qe/identity': qeIdentity,
  '/sgx/certification/v4/pckcrl': pckRevocationList,
  '/sgx/certification/v4/pckcert': pckCertificate,
  '/sgx/certification/v4/rootcacrl': rootRevocationList,
  '/IntelSGXRootCA.der': (_, { authorities: { root } }, facts) =>
    ok('application/pkix-crl', revocationListOf(root, facts.revokedAuthorities, facts)),
};

function tcbInfo(query: URLSearchParams, { authorities, platforms }: ProvisioningService, facts: Facts): ProvisioningResponse {
  const fmspc = query.get('fmspc')?.toLowerCase() ?? '';
  if (!/^[0-9a-f]{12}$/.test(fmspc)) return complaint(400, 'Invalid request parameters');
  const platform = platforms.find(({ identity }) => hex(identity.fmspc) === fmspc);
  if (platform === undefined) return complaint(404, 'TCB information for provided FMSPC cannot be found');
  return issued('application/json', issueTcbInfo(authorities, platform, facts), 'tcb-info-issuer-chain', authorities);
}

/** There is one TD quoting enclave; the first machine's is it. */
function qeIdentity(_: URLSearchParams, { authorities, platforms }: ProvisioningService, facts: Facts): ProvisioningResponse {
  const [platform] = platforms;
  if (platform === undefined) return complaint(404, 'QE identity information cannot be found');
  const text = issueQeIdentity(authorities, platform, facts);
  return issued('application/json', text, 'sgx-enclave-identity-issuer-chain', authorities);
}

/** PEM, unless DER is asked for; a caching service writes DER in hexadecimal instead of PEM. */
function pckRevocationList(
  query: URLSearchParams,
  { authorities, dialect }: ProvisioningService,
  facts: Facts,
): ProvisioningResponse {
  const [ca, encoding] = [query.get('ca'), query.get('encoding')];
  if ((ca !== 'platform' && ca !== 'processor') || ![null, 'pem', 'der'].includes(encoding)) {
    return complaint(400, 'Invalid request parameters');
  }
  const issuer = pckAuthority(authorities, ca);
  const list = revocationListOf(issuer, facts.revokedPcks, facts);
  const chain = { 'sgx-pck-crl-issuer-chain': chainHeader(issuer, authorities) };
  if (encoding === 'der') return ok('application/pkix-crl', list, chain);
  return dialect === 'pccs' ? ok('text/plain', hex(list), chain) : ok('application/x-pem-file', pemOf(list, 'X509 CRL'), chain);
}

function rootRevocationList(
  _: URLSearchParams,
  { authorities, dialect }: ProvisioningService,
  facts: Facts,
): ProvisioningResponse {
  if (dialect !== 'pccs') return complaint(404, 'Not found');
  return ok('text/plain', hex(revocationListOf(authorities.root, facts.revokedAuthorities, facts)));
}

/**
 * The PCK certificate of one machine. Caching services know machines by their quoting enclave; Intel's own by the encrypted PPID, which here
 * is the PPID as it is.
 */
function pckCertificate(query: URLSearchParams, { authorities, platforms }: ProvisioningService): ProvisioningResponse {
  const [qeId, ppid] = [query.get('qeid')?.toLowerCase(), query.get('encrypted_ppid')?.toLowerCase()];
  const [cpuSvn, pceSvn, pceId] = ['cpusvn', 'pcesvn', 'pceid'].map((name) => query.get(name) ?? '');
  const shapes = /^[0-9a-f]{32} [0-9a-f]{4} [0-9a-f]{4}$/i.test([cpuSvn, pceSvn, pceId].join(' '));
  if (!shapes || (qeId === undefined && ppid === undefined)) return complaint(400, 'Invalid request parameters');
  const platform = platforms.find((each) => (qeId === undefined ? hex(each.identity.ppid) === ppid : hex(each.qeId) === qeId));
  if (platform === undefined) return complaint(404, 'PCK certificate not found');
  const { identity, pck } = platform;
  return ok('application/x-pem-file', pemOf(pck.certificate), {
    'sgx-pck-certificate-issuer-chain': chainHeader(pckAuthority(authorities, pck.ca), authorities),
    'sgx-pck-certificate-ca-type': pck.ca,
    'sgx-fmspc': hex(identity.fmspc).toUpperCase(),
    'sgx-tcbm': tcbOf(platform),
  });
}

/** CPUSVN and PCESVN, the latter least significant byte first. */
function tcbOf({ identity }: TdxPlatform): string {
  const pceSvn = Buffer.alloc(2);
  pceSvn.writeUInt16LE(identity.pceSvn);
  return (hex(identity.cpuSvn) + hex(pceSvn)).toUpperCase();
}

function issued(type: string, text: string, header: string, authorities: IntelAuthorities): ProvisioningResponse {
  return ok(type, text, { [header]: chainHeader(authorities.tcbSigning, authorities) });
}

/** Issuer and root, PEM, as URLs write texts. */
function chainHeader(issuer: IntelAuthority, { root }: IntelAuthorities): string {
  return encodeURIComponent(issuer.pem + root.pem);
}

function ok(type: string, body: Buffer | string, headers: Readonly<Record<string, string>> = {}): ProvisioningResponse {
  return { status: 200, headers: { 'content-type': type, ...headers }, body: Buffer.from(body) };
}

function complaint(
  status: Exclude<ProvisioningResponse['status'], 200>,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): ProvisioningResponse {
  return { status, headers: { 'content-type': 'text/plain', ...headers }, body: Buffer.from(text) };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

const retryAfterSeconds = 10;
const secondsOfDay = 86_400;
const staleDays = 60;
