import { basicConstraints, type CertificateExtension, crlDistributionPoint, keyUsage } from '../certificates/extensions.js';
import { type Issuer, issueCertificate } from '../certificates/issue-certificate.js';
import { issueRevocationList } from '../certificates/revocation-list.js';
import { ecKey } from '../keys/ec-key.js';
import type { KeyPair } from '../keys/key-pair.js';

/** The certificates behind the tokens of a trust authority. */
export interface SigningCertificates {
  /** DER, leaf first, root last. */
  readonly chain: readonly Buffer[];
  /** The revocation list that is fetched from a path, DER; undefined for any other path. */
  revocationList(path: string, nowSeconds: number): Buffer | undefined;
}

/** Where the revocation lists are: of the root, which judges the signing authority, and of that, which judges the leaf. */
export const revocationListPaths = { root: '/crl/root-ca.crl', signing: '/crl/signing-ca.crl' } as const;

/** Serial numbers of the certificates. */
export const signingSerials = { root: 1, signing: 2, leaf: 3 } as const;

/**
 * Certificates for a key that signs tokens. Their common names hold `Root CA` and `Signing CA`, because clients tell them apart by that
 * (go-connector/token.go of trustauthority-client-for-go f8dc47b); the organisation says what they are.
 *
 * @param baseUrl where the authority is; revocation lists are fetched from there.
 * @param revoked serial numbers that are on the lists.
 */
export function signingCertificates(
  seed: string,
  key: KeyPair,
  baseUrl: string,
  revoked: readonly number[] = [],
): SigningCertificates {
  const root = issuerOf(seed, 'Simulated Trust Authority Root CA');
  const signing = issuerOf(seed, 'Simulated Trust Authority Signing CA');
  const leafName = nameOf('Simulated Trust Authority Attestation Token Signing');
  const authority = [keyUsage('keyCertSign', 'cRLSign')];
  const rootCertificate = certificate(signingSerials.root, root.name, root.key, root, [basicConstraints(true), ...authority]);
  const signingCertificate = certificate(signingSerials.signing, signing.name, signing.key, root, [
    basicConstraints(true, 0),
    ...authority,
    crlDistributionPoint(`${baseUrl}${revocationListPaths.root}`),
  ]);
  const leaf = certificate(signingSerials.leaf, leafName, key, signing, [
    basicConstraints(false),
    keyUsage('digitalSignature'),
    crlDistributionPoint(`${baseUrl}${revocationListPaths.signing}`),
  ]);
  return {
    chain: [leaf, signingCertificate, rootCertificate],
    revocationList: (path, nowSeconds) => {
      if (path === revocationListPaths.root) return list(root, nowSeconds, revoked);
      return path === revocationListPaths.signing ? list(signing, nowSeconds, revoked) : undefined;
    },
  };
}

function issuerOf(seed: string, commonName: string): Issuer {
  return { name: nameOf(commonName), key: ecKey('P-384', seed, `trust-authority/${commonName}`), algorithm: 'ecdsa-sha384' };
}

function nameOf(commonName: string): Issuer['name'] {
  return [
    ['O', 'fauxmetal'],
    ['CN', commonName],
  ];
}

function certificate(
  serial: number,
  subject: Issuer['name'],
  key: KeyPair,
  issuer: Issuer,
  extensions: readonly CertificateExtension[],
): Buffer {
  return issueCertificate({ serial, subject, publicKey: key.publicKey, notBefore, notAfter, extensions }, issuer);
}

/** 2020-01-01 and 30 years. */
const notBefore = 1_577_836_800;
const notAfter = notBefore + 30 * 365 * 86_400;

function list(issuer: Issuer, nowSeconds: number, revoked: readonly number[]): Buffer {
  const whole = Math.floor(nowSeconds);
  const entries = revoked.map((serial) => ({ serial, at: whole }));
  return issueRevocationList({ thisUpdate: whole, nextUpdate: whole + 7 * 86_400, revoked: entries, number: 1 }, issuer);
}
