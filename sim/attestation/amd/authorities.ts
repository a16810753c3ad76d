import type { DistinguishedName } from '../certificates/distinguished-name.js';
import { basicConstraints, type CertificateExtension, crlDistributionPoint, keyUsage } from '../certificates/extensions.js';
import { type Issuer, issueCertificate, type ValidityPeriod } from '../certificates/issue-certificate.js';
import { issueRevocationList } from '../certificates/revocation-list.js';
import { rsaKey } from '../keys/rsa-key.js';
import type { ProductLine } from './product-line.js';

/** Whoever signs certificates of one product line, with its own certificate. */
export interface Authority {
  readonly issuer: Issuer;
  /** DER. */
  readonly certificate: Buffer;
}

/** The authorities of a product line. */
export interface AmdAuthorities {
  readonly line: ProductLine;
  /** Root. */
  readonly ark: Authority;
  /** Signs certificates of chips (VCEK). */
  readonly ask: Authority;
  /** Signs certificates of keys that are loaded for a cloud provider (VLEK). */
  readonly asvk: Authority;
}

/**
 * Authorities with keys of our own. Common names and the five attributes of AMD's address are those of the real ones, because verifiers
 * insist on them (go-sev-guest `verify/verify.go` `validateAmdLocation`); what they leave free, the serial number attribute of each name,
 * says `simulated`. Nothing that trusts AMD's keys trusts these.
 *
 * @param seed Another seed gives other keys under the same names. `fauxmetal` and `foreign` load at once; any other takes seconds, once.
 */
export function amdAuthorities(line: ProductLine, seed = 'fauxmetal'): AmdAuthorities {
  const name = `${seed}/${line}`;
  const authorities = made.get(name) ?? makeAuthorities(line, seed);
  made.set(name, authorities);
  return authorities;
}

const made = new Map<string, AmdAuthorities>();

/** ARK, with the certificates below it, revokes by serial number; the list holds for a year. Source: AMD 57230 (KDS interface). */
export function amdRevocationList({ ark }: AmdAuthorities, nowSeconds: number, revoked: readonly bigint[] = []): Buffer {
  const contents = {
    thisUpdate: nowSeconds,
    nextUpdate: nowSeconds + yearSeconds,
    revoked: revoked.map((serial) => ({ serial, at: nowSeconds })),
    number: 1,
  };
  return issueRevocationList(contents, ark.issuer);
}

/** A name as AMD writes it, in AMD's order, with our mark at the end. */
export function amdName(commonName: string): DistinguishedName {
  return [
    ['OU', 'Engineering'],
    ['C', 'US'],
    ['L', 'Santa Clara'],
    ['ST', 'CA'],
    ['O', 'Advanced Micro Devices'],
    ['CN', commonName],
    ['serialNumber', 'simulated'],
  ];
}

/** Where the revocation lists of a line are said to be; verifiers compare the text. */
export function revocationListUrl(line: ProductLine, kind: 'vcek' | 'vlek'): string {
  return `https://kdsintf.amd.com/${kind}/v1/${line}/crl`;
}

/** 365 days. */
export const yearSeconds = 365 * 86_400;

/** 2020-01-01 and 25 years. */
const validity: ValidityPeriod = { notBefore: 1_577_836_800, notAfter: 1_577_836_800 + 25 * yearSeconds };

function makeAuthorities(line: ProductLine, seed: string): AmdAuthorities {
  const ark = authorityOf(seed, line, 'ark');
  return { line, ark, ask: authorityOf(seed, line, 'ask', ark), asvk: authorityOf(seed, line, 'asvk', ark) };
}

type Role = 'ark' | 'ask' | 'asvk';

const commonNames: Readonly<Record<Role, string>> = { ark: 'ARK-', ask: 'SEV-', asvk: 'SEV-VLEK-' };

/** Milan's ASK has number 0x10001, Turin's 0x30001; those of the ASVKs are assumed to follow. Source: certificates in trustee 78962cd4. */
const serials: Readonly<Record<Role, number>> = { ark: 0, ask: 1, asvk: 2 };
const serialBases: Readonly<Record<ProductLine, number>> = { Milan: 0x10000, Genoa: 0x20000, Turin: 0x30000 };

function authorityOf(seed: string, line: ProductLine, role: Role, above?: Authority): Authority {
  const key = rsaKey(seed, `amd/${line}/${role}`);
  const issuer: Issuer = { name: amdName(`${commonNames[role]}${line}`), key, algorithm: 'rsa-pss-sha384' };
  const contents = {
    ...validity,
    serial: serialBases[line] + serials[role],
    subject: issuer.name,
    publicKey: key.publicKey,
    extensions: extensionsOf(line, role),
  };
  return { issuer, certificate: issueCertificate(contents, above?.issuer ?? issuer) };
}

function extensionsOf(line: ProductLine, role: Role): readonly CertificateExtension[] {
  const uses = role === 'ark' ? keyUsage('keyCertSign', 'cRLSign') : keyUsage('keyCertSign');
  const constraints = role === 'ark' ? basicConstraints(true) : basicConstraints(true, 0);
  return [uses, constraints, crlDistributionPoint(revocationListUrl(line, role === 'asvk' ? 'vlek' : 'vcek'))];
}
