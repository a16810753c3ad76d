import { createHash, type KeyObject } from 'node:crypto';
import { der, derInteger, derSequence, derTags, derText } from './der.js';

/** An extension of a certificate or revocation list, its value as the raw bytes that stand in the OCTET STRING. */
export interface CertificateExtension {
  readonly oid: string;
  /** Absent: not critical. */
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

/** OIDs of the extensions made here. Source: RFC 5280 section 4.2.1. */
export const extensionOids = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  crlDistributionPoints: '2.5.29.31',
  authorityKeyId: '2.5.29.35',
} as const;

/** An authority, with at most so many authorities below it; or, without `ca`, no authority. */
export function basicConstraints(ca: boolean, pathLength?: number): CertificateExtension {
  const length = pathLength === undefined ? [] : [derInteger(pathLength)];
  const value = ca ? derSequence(der(derTags.boolean, Buffer.from([0xff])), ...length) : derSequence();
  return { oid: extensionOids.basicConstraints, critical: true, value };
}

/** What a key may do. */
export type KeyUse = 'digitalSignature' | 'nonRepudiation' | 'keyCertSign' | 'cRLSign';

/** Critical, as RFC 5280 wants it. */
export function keyUsage(...uses: readonly KeyUse[]): CertificateExtension {
  const bits = uses.reduce((sum, use) => sum | useBits[use], 0);
  let unused = 0;
  while (unused < 7 && ((bits >> unused) & 1) === 0) unused += 1;
  return { oid: extensionOids.keyUsage, critical: true, value: der(derTags.bitString, Buffer.from([unused, bits])) };
}

const useBits: Readonly<Record<KeyUse, number>> = {
  digitalSignature: 0x80,
  nonRepudiation: 0x40,
  keyCertSign: 0x04,
  cRLSign: 0x02,
};

/** One place to fetch revocation lists from. */
export function crlDistributionPoint(url: string): CertificateExtension {
  const place = der(derTags.explicit(0), der(derTags.explicit(0), derText(derTags.implicit(6), url)));
  return { oid: extensionOids.crlDistributionPoints, value: derSequence(derSequence(place)) };
}

/** Names the subject's key. */
export function subjectKeyId(key: KeyObject): CertificateExtension {
  return { oid: extensionOids.subjectKeyId, value: der(derTags.octetString, keyId(key)) };
}

/** Names the issuer's key. */
export function authorityKeyId(key: KeyObject): CertificateExtension {
  return { oid: extensionOids.authorityKeyId, value: derSequence(der(derTags.implicit(0), keyId(key))) };
}

/** Host names a server certificate is for. */
export function dnsNames(...names: readonly string[]): CertificateExtension {
  return { oid: extensionOids.subjectAltName, value: derSequence(...names.map((name) => derText(derTags.implicit(2), name))) };
}

/** Number of a revocation list: those that follow count up. */
export function crlNumber(number: bigint | number): CertificateExtension {
  return { oid: extensionOids.crlNumber, value: derInteger(number) };
}

/** Any other extension by its OID. */
export function extension(oid: string, value: Uint8Array, critical = false): CertificateExtension {
  return { oid, value, critical };
}

/** First 20 bytes of SHA-256 over the key. Source: RFC 7093 section 2, method 1. */
function keyId(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);
}
