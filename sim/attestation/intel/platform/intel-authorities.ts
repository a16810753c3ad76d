import type { DistinguishedName } from '../../certificates/distinguished-name.js';
import {
  authorityKeyId,
  basicConstraints,
  type CertificateExtension,
  crlDistributionPoint,
  type KeyUse,
  keyUsage,
  subjectKeyId,
} from '../../certificates/extensions.js';
import { type Issuer, issueCertificate } from '../../certificates/issue-certificate.js';
import { pemOf } from '../../certificates/pem.js';
import { ecKey } from '../../keys/ec-key.js';
import type { EcKeyPair } from '../../keys/key-pair.js';

/** The authorities behind Intel's evidence, with keys of our own: names as verifiers look for them, and an honest organisation. */
export interface IntelAuthorities {
  readonly seed: string;
  readonly root: IntelAuthority;
  /** Issues PCK certificates of platforms with several packages, which servers are. */
  readonly platformCa: IntelAuthority;
  /** Issues PCK certificates of single packages. */
  readonly processorCa: IntelAuthority;
  /** Signs TCB info and enclave identities. */
  readonly tcbSigning: IntelAuthority;
  /** Where revocation lists are said to be. */
  readonly crlUrls: { readonly root: string; readonly platform: string; readonly processor: string };
}

/** One of them. */
export interface IntelAuthority extends Issuer {
  readonly key: EcKeyPair;
  readonly serial: bigint;
  /** DER */
  readonly certificate: Buffer;
  readonly pem: string;
}

/**
 * The authorities a seed gives. Another seed, another root: what one trusts, the other's verifiers refuse.
 *
 * @param baseUrl Where the provisioning service is said to be; verifiers fetch the root's revocation list from there.
 * Source of names, extensions and key kinds: Intel SGX PCK Certificate and CRL profile specification.
 */
export function intelAuthorities(seed = 'fauxmetal', baseUrl = 'https://pcs.fauxmetal.invalid'): IntelAuthorities {
  const crlUrls = {
    root: `${baseUrl}/IntelSGXRootCA.der`,
    platform: `${baseUrl}/sgx/certification/v4/pckcrl?ca=platform&encoding=der`,
    processor: `${baseUrl}/sgx/certification/v4/pckcrl?ca=processor&encoding=der`,
  };
  const root = authority(seed, 'Intel SGX Root CA', crlUrls.root, ['keyCertSign', 'cRLSign'], true, 1);
  const below = (name: string, uses: readonly KeyUse[], ca: boolean, pathLength?: number): IntelAuthority =>
    authority(seed, name, crlUrls.root, uses, ca, pathLength, root);
  return {
    seed,
    root,
    platformCa: below('Intel SGX PCK Platform CA', ['keyCertSign', 'cRLSign'], true, 0),
    processorCa: below('Intel SGX PCK Processor CA', ['keyCertSign', 'cRLSign'], true, 0),
    tcbSigning: below('Intel SGX TCB Signing', ['digitalSignature', 'nonRepudiation'], false),
    crlUrls,
  };
}

/** Name of a party: the common name verifiers look for, and an organisation no production verifier trusts. */
export function intelName(commonName: string): DistinguishedName {
  return [
    ['CN', commonName],
    ['O', 'fauxmetal simulation, not Intel Corporation'],
    ['L', 'Santa Clara'],
    ['ST', 'CA'],
    ['C', 'US'],
  ];
}

/** The extensions of all these certificates, in the order in which Intel writes them. */
export function intelExtensions(
  key: EcKeyPair,
  issuer: EcKeyPair,
  crlUrl: string,
  uses: readonly KeyUse[],
  constraints: CertificateExtension,
): readonly CertificateExtension[] {
  return [
    authorityKeyId(issuer.publicKey),
    crlDistributionPoint(crlUrl),
    subjectKeyId(key.publicKey),
    keyUsage(...uses),
    constraints,
  ];
}

/** From 2018-05-21, when Intel's began, to the end of 2049. */
const authorityValidity = { notBefore: 1_526_899_200, notAfter: 2_524_607_999 };

function authority(
  seed: string,
  commonName: string,
  crlUrl: string,
  uses: readonly KeyUse[],
  ca: boolean,
  pathLength?: number,
  parent?: IntelAuthority,
): IntelAuthority {
  const name = intelName(commonName);
  const key = ecKey('P-256', seed, `intel/${commonName}`);
  const issuer = parent ?? { name, key, algorithm: 'ecdsa-sha256' as const };
  const serial = serialOf(key);
  const extensions = intelExtensions(key, parent?.key ?? key, crlUrl, uses, basicConstraints(ca, pathLength));
  const contents = { ...authorityValidity, serial, subject: name, publicKey: key.publicKey, extensions };
  const certificate = issueCertificate(contents, issuer);
  return { name, key, algorithm: 'ecdsa-sha256', serial, certificate, pem: pemOf(certificate) };
}

/** Serial number of a key's certificate: drawn from the key, 19 bytes, so that none is negative. */
export function serialOf(key: EcKeyPair): bigint {
  return BigInt(`0x01${key.x.subarray(0, 18).toString('hex')}`);
}
