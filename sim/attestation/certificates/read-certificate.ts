import { createPublicKey, type KeyObject } from 'node:crypto';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { type DerValue, derTags, integerOf, membersOf, oidOf, readDerValue, withTag } from './der.js';
import { type DistinguishedName, readName } from './distinguished-name.js';
import { type CertificateExtension, extensionOids } from './extensions.js';
import type { ValidityPeriod } from './issue-certificate.js';
import { readTime } from './read-time.js';
import { readSignature, type Signed } from './signed.js';

/** A certificate as a verifier sees it. Times in seconds since 1970. */
export interface ReadCertificate extends Signed, ValidityPeriod {
  /** The whole of it. */
  readonly der: Buffer;
  readonly serial: bigint;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  /** In the order in which they stand; no OID twice. */
  readonly extensions: readonly CertificateExtension[];
  /** It may sign certificates (basic constraints). */
  readonly ca: boolean;
}

/** Reads one from DER, strictly. @returns or why it is none, in a few words. */
export function readCertificate(bytes: Uint8Array): Outcome<ReadCertificate, string> {
  try {
    return done(parsed(Buffer.from(bytes)));
  } catch (error) {
    if (error instanceof RangeError) return refused(`it is no certificate: ${error.message}`);
    throw error;
  }
}

/** The raw value of an extension, if it is there. */
export function extensionOf(certificate: ReadCertificate, oid: string): Uint8Array | undefined {
  return certificate.extensions.find((each) => each.oid === oid)?.value;
}

function parsed(bytes: Buffer): ReadCertificate {
  const signed = readSignature(readDerValue(bytes, derTags.sequence));
  const [version, serial, , issuer, validity, subject, key, ...rest] = membersOf(signed.content);
  if (integerOf(membersOf(version, derTags.explicit(0))[0]) !== 2n) throw new RangeError('only version 3 occurs');
  const [notBefore, notAfter] = membersOf(validity);
  const extensions = rest.length === 0 ? [] : readExtensions(rest);
  return {
    ...signed,
    der: bytes,
    serial: integerOf(serial),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: keyOf(withTag(key, derTags.sequence)),
    extensions,
    ca: isAuthority(extensions),
  };
}

/** OpenSSL's own words differ between versions, so they are not passed on. */
function keyOf({ raw }: DerValue): KeyObject {
  try {
    return createPublicKey({ key: raw, format: 'der', type: 'spki' });
  } catch {
    throw new RangeError('its key cannot be read');
  }
}

function readExtensions([tagged, ...more]: readonly DerValue[]): readonly CertificateExtension[] {
  if (more.length > 0) throw new RangeError('something follows its extensions');
  const extensions = membersOf(membersOf(tagged, derTags.explicit(3))[0]).map(readExtension);
  if (new Set(extensions.map(({ oid }) => oid)).size < extensions.length) throw new RangeError('it has an extension twice');
  return extensions;
}

function readExtension(value: DerValue): CertificateExtension {
  const members = membersOf(value);
  const critical = members[1]?.tag === derTags.boolean;
  return {
    oid: oidOf(members[0]),
    critical: critical && members[1]?.content[0] === 0xff,
    value: withTag(members[critical ? 2 : 1], derTags.octetString).content,
  };
}

function isAuthority(extensions: readonly CertificateExtension[]): boolean {
  const constraints = extensions.find(({ oid }) => oid === extensionOids.basicConstraints);
  if (constraints === undefined) return false;
  const [ca] = membersOf(readDerValue(constraints.value, derTags.sequence));
  return ca?.tag === derTags.boolean && ca.content[0] === 0xff;
}
