import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList, RevokedCertificate, TBSCertList, Time, Version } from '@peculiar/asn1-x509';
import { done, type Outcome, refused } from '../../core/outcome.js';
import { derTags, integerOf, membersOf, readDerValue, withTag } from './der.js';
import { type DistinguishedName, encodableName, readName } from './distinguished-name.js';
import { type CertificateExtension, crlNumber } from './extensions.js';
import { encodableExtensions, exactBuffer, type Issuer, serialBytes, signatureFor } from './issue-certificate.js';
import { readTime } from './read-time.js';
import { identifierOf } from './signature-identifier.js';
import { readSignature, type Signed } from './signed.js';

/** What a revocation list says. Times in seconds since 1970. */
export interface RevocationListContents {
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  /** Serial numbers and when they were revoked. */
  readonly revoked: readonly { readonly serial: bigint | number; readonly at: number }[];
  readonly number: bigint | number;
  /** Besides the number. */
  readonly extensions?: readonly CertificateExtension[];
}

/** Makes a certificate revocation list (version 2), DER-encoded. Same contents, same bytes. */
export function issueRevocationList(contents: RevocationListContents, issuer: Issuer): Buffer {
  const signature = identifierOf(issuer.algorithm);
  const revoked = contents.revoked.map(
    ({ serial, at }) => new RevokedCertificate({ userCertificate: serialBytes(serial), revocationDate: new Time(at * 1000) }),
  );
  const tbsCertList = new TBSCertList({
    version: Version.v2,
    signature,
    issuer: encodableName(issuer.name),
    thisUpdate: new Time(contents.thisUpdate * 1000),
    nextUpdate: new Time(contents.nextUpdate * 1000),
    ...(revoked.length > 0 && { revokedCertificates: revoked }),
    crlExtensions: encodableExtensions([...(contents.extensions ?? []), crlNumber(contents.number)]),
  });
  const bytes = signatureFor(new Uint8Array(AsnConvert.serialize(tbsCertList)), issuer);
  const list = new CertificateList({ tbsCertList, signatureAlgorithm: signature, signature: exactBuffer(bytes) });
  return Buffer.from(AsnConvert.serialize(list));
}

/** A revocation list as a verifier sees it. */
export interface RevocationList extends Signed {
  readonly issuer: DistinguishedName;
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  readonly revoked: readonly bigint[];
}

/** Reads one, strictly. @returns or why it is none, in a few words. */
export function readRevocationList(bytes: Uint8Array): Outcome<RevocationList, string> {
  try {
    return done(parsed(bytes));
  } catch (error) {
    if (error instanceof RangeError) return refused(`it is no revocation list: ${error.message}`);
    throw error;
  }
}

function parsed(bytes: Uint8Array): RevocationList {
  const signed = readSignature(readDerValue(bytes, derTags.sequence));
  const [version, , issuer, thisUpdate, nextUpdate, ...rest] = membersOf(signed.content);
  if (integerOf(version) !== 1n) throw new RangeError('only version 2 occurs');
  const list = rest[0]?.tag === derTags.sequence ? membersOf(rest[0]) : [];
  return {
    ...signed,
    issuer: readName(issuer),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: readTime(nextUpdate),
    revoked: list.map((entry) => integerOf(membersOf(withTag(entry, derTags.sequence))[0])),
  };
}
