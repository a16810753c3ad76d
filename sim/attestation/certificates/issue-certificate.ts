import type { KeyObject } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  Certificate,
  Extension,
  Extensions,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Time,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { bytesOfNumber, numberOfBytes } from '../keys/derive-bytes.js';
import type { KeyPair } from '../keys/key-pair.js';
import { signRepeatably } from '../keys/repeatable-signature.js';
import { derInteger, derSequence } from './der.js';
import { type DistinguishedName, encodableName } from './distinguished-name.js';
import type { CertificateExtension } from './extensions.js';
import { type CertificateAlgorithm, identifierOf } from './signature-identifier.js';

/** When something is valid, both ends included, in seconds since 1970. */
export interface ValidityPeriod {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What a certificate says. */
export interface CertificateContents extends ValidityPeriod {
  readonly serial: bigint | number;
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  /** In the order in which they are written. */
  readonly extensions: readonly CertificateExtension[];
}

/** Whoever signs certificates and revocation lists. */
export interface Issuer {
  readonly name: DistinguishedName;
  readonly key: KeyPair;
  readonly algorithm: CertificateAlgorithm;
}

/** Makes an X.509 certificate (version 3), DER-encoded. The same contents and issuer always give the same bytes. */
export function issueCertificate(contents: CertificateContents, issuer: Issuer): Buffer {
  const { subject, publicKey, extensions } = contents;
  const signature = identifierOf(issuer.algorithm);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialBytes(contents.serial),
    signature,
    issuer: encodableName(issuer.name),
    validity: encodableValidity(contents),
    subject: encodableName(subject),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo),
    ...(extensions.length > 0 && { extensions: new Extensions(encodableExtensions(extensions)) }),
  });
  const signatureValue = exactBuffer(signatureFor(new Uint8Array(AsnConvert.serialize(tbsCertificate)), issuer));
  return Buffer.from(AsnConvert.serialize(new Certificate({ tbsCertificate, signatureAlgorithm: signature, signatureValue })));
}

/** The signature as X.509 writes it: that of ECDSA as a SEQUENCE of two numbers. */
export function signatureFor(message: Uint8Array, { key, algorithm }: Issuer): Buffer {
  const signature = signRepeatably(key, algorithm, message);
  if (algorithm === 'rsa-pss-sha384') return signature;
  const half = signature.length / 2;
  return derSequence(...[signature.subarray(0, half), signature.subarray(half)].map((part) => derInteger(numberOfBytes(part))));
}

/** For the encoder. */
export function encodableExtensions(extensions: readonly CertificateExtension[]): Extension[] {
  return extensions.map(
    ({ oid, critical = false, value }) =>
      new Extension({ extnID: oid, critical, extnValue: new OctetString(exactBuffer(value)) }),
  );
}

/** For the encoder: the content of an INTEGER. */
export function serialBytes(serial: bigint | number): ArrayBuffer {
  const value = BigInt(serial);
  return exactBuffer(bytesOfNumber(value, Math.floor(value.toString(2).length / 8) + 1));
}

/** For the encoder: bytes of a Buffer may be part of something larger. */
export function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function encodableValidity({ notBefore, notAfter }: ValidityPeriod): Validity {
  const validity = new Validity();
  validity.notBefore = new Time(notBefore * 1000);
  validity.notAfter = new Time(notAfter * 1000);
  return validity;
}
