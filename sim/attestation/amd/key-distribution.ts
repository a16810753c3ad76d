import { pemOf } from '../certificates/pem.js';
import { type AmdAuthorities, amdAuthorities, amdRevocationList } from './authorities.js';
import { type Chip, hardwareId } from './chip.js';
import { defaultIssueTime, endorsementCertificate, type KeyHolder } from './endorsement-key.js';
import { lineNamed, type ProductLine } from './product-line.js';
import { partsOf, type TcbPart, type TcbVersion } from './tcb-version.js';

/** What the service knows. */
export interface KeyDistribution {
  /** Chips that were made; of others it has no key. */
  readonly chips: readonly Chip[];
  /** Cloud provider whose keys it hands out; who asks is told by the connection at the real one. */
  readonly provider?: string;
  /** Seed of the authorities. */
  readonly seed?: string;
  /** When its certificates were issued, in seconds since 1970. */
  readonly issuedAt?: number;
  /** Serial numbers that are revoked, by line. */
  readonly revoked?: Readonly<Partial<Record<ProductLine, readonly bigint[]>>>;
}

/** What is wrong with the service at the moment: it asks for patience (429), or does not work at all (503). */
export type KeyDistributionFault = 'throttled' | 'outage';

/** An answer over HTTP. */
export interface KeyDistributionResponse {
  readonly status: 200 | 400 | 404 | 405 | 429 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Answers one request as AMD's key distribution service does: `/vcek/v1/{line}/{hardware id}?blSPL=…`, `/vlek/v1/{line}/cert?blSPL=…`,
 * `/{vcek,vlek}/v1/{line}/cert_chain` (PEM, intermediate first) and `/{vcek,vlek}/v1/{line}/crl`. Numbers are read as numbers: go-sev-guest
 * asks for `8` and snphost for `08`. Parameters that are absent count as 0, which is assumed, as are the media types.
 * Source: AMD 57230; go-sev-guest af1c107 `kds/kds.go`; snphost 56d5d7e `src/cert/fetch`.
 *
 * @param target Path with query, e.g. `/vcek/v1/Milan/cert_chain`.
 * @param nowSeconds Revocation lists are as of now.
 */
export function answerKeyRequest(
  service: KeyDistribution,
  method: string,
  target: string,
  nowSeconds: number,
  fault?: KeyDistributionFault,
): KeyDistributionResponse {
  if (fault === 'outage') return complaint(503, 'Service Unavailable');
  if (fault === 'throttled') return complaint(429, 'Too Many Requests', { 'retry-after': `${retryAfterSeconds}` });
  if (method !== 'GET') return complaint(405, 'Method Not Allowed', { allow: 'GET' });
  const [path = '', query = ''] = target.split('?');
  const [, kind, version, lineName = '', what = '', ...more] = path.split('/');
  const line = lineNamed(lineName);
  if ((kind !== 'vcek' && kind !== 'vlek') || version !== 'v1' || line === undefined || more.length > 0) return notFound;
  const authorities = amdAuthorities(line, service.seed);
  if (what === 'cert_chain') return ok('application/x-pem-file', chainPem(authorities, kind));
  if (what === 'crl') return ok('application/pkix-crl', amdRevocationList(authorities, nowSeconds, service.revoked?.[line]));
  const holder = kind === 'vlek' ? providerNamed(service, line, what) : chipNamed(service, line, what);
  const tcb = tcbAskedFor(line, query);
  if (tcb === undefined) return complaint(400, 'Bad Request');
  if (holder === undefined) return notFound;
  return ok('application/pkix-cert', remembered(authorities, holder, tcb, service));
}

/** The chain as the service gives it: the authority that signs the keys, then the root. */
export function chainPem({ ark, ask, asvk }: AmdAuthorities, kind: 'vcek' | 'vlek' = 'vcek'): Buffer {
  const intermediate = kind === 'vcek' ? ask : asvk;
  return Buffer.from(pemOf(intermediate.certificate) + pemOf(ark.certificate));
}

/** What a client asks for that knows a report. Always the reported version; numbers as go-sev-guest writes them. */
export function keyRequestTarget(chip: Chip, tcb: TcbVersion): string {
  const query = partsOf(chip.line).map((part) => `${parameters[part]}=${tcb[part]}`);
  return `/vcek/v1/${chip.line}/${hardwareId(chip).toString('hex')}?${query.join('&')}`;
}

const parameters: Readonly<Record<TcbPart, string>> = {
  fmc: 'fmcSPL',
  bootloader: 'blSPL',
  tee: 'teeSPL',
  snp: 'snpSPL',
  microcode: 'ucodeSPL',
};

const retryAfterSeconds = 10;

function ok(type: string, body: Buffer): KeyDistributionResponse {
  return { status: 200, headers: { 'content-type': type }, body };
}

function complaint(
  status: Exclude<KeyDistributionResponse['status'], 200>,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): KeyDistributionResponse {
  return { status, headers: { 'content-type': 'text/plain', ...headers }, body: Buffer.from(text) };
}

const notFound = complaint(404, 'Not Found');

function chipNamed({ chips }: KeyDistribution, line: ProductLine, name: string): KeyHolder | undefined {
  const chip = chips.find((each) => each.line === line && hardwareId(each).toString('hex') === name.toLowerCase());
  return chip === undefined ? undefined : { chip };
}

function providerNamed({ provider }: KeyDistribution, line: ProductLine, what: string): KeyHolder | undefined {
  return what === 'cert' && provider !== undefined ? { line, provider } : undefined;
}

/** The version in a query. @returns undefined for a parameter the line does not have, or that is no number up to 255. */
function tcbAskedFor(line: ProductLine, query: string): TcbVersion | undefined {
  const tcb = { fmc: 0, bootloader: 0, tee: 0, snp: 0, microcode: 0 };
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [name = '', value = ''] = pair.split('=');
    const part = partsOf(line).find((each) => parameters[each] === name);
    if (part === undefined || !/^\d{1,3}$/.test(value) || Number(value) > 255) return undefined;
    tcb[part] = Number(value);
  }
  return tcb;
}

/** Certificates do not change, and signing one takes milliseconds. */
function remembered(authorities: AmdAuthorities, holder: KeyHolder, tcb: TcbVersion, service: KeyDistribution): Buffer {
  const { issuedAt = defaultIssueTime } = service;
  const certificates = issued.get(authorities) ?? new Map<string, Buffer>();
  issued.set(authorities, certificates);
  const who = 'chip' in holder ? holder.chip.id.toString('hex') : holder.provider;
  const name = [who, issuedAt, ...Object.values(tcb)].join('/');
  const certificate = certificates.get(name) ?? endorsementCertificate(authorities, holder, tcb, issuedAt);
  certificates.set(name, certificate);
  return certificate;
}

const issued = new WeakMap<AmdAuthorities, Map<string, Buffer>>();
