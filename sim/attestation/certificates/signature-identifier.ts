import { AsnConvert } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { SignatureAlgorithm } from '../keys/signature-algorithm.js';
import { der, derInteger, derOid, derSequence, derTags } from './der.js';

/** Algorithms of signatures that occur in certificates. */
export type CertificateAlgorithm = Exclude<SignatureAlgorithm, 'ed25519'>;

/** What is written for an algorithm. */
export function identifierOf(algorithm: CertificateAlgorithm): AlgorithmIdentifier {
  return AsnConvert.parse(identifiers[algorithm], AlgorithmIdentifier);
}

/** Which algorithm these bytes name; AMD writes the trailer field of RSASSA-PSS sometimes and leaves it out sometimes. */
export function algorithmOf(identifier: Buffer): CertificateAlgorithm | undefined {
  if (identifier.equals(pssWithTrailer)) return 'rsa-pss-sha384';
  return algorithms.find((algorithm) => identifier.equals(identifiers[algorithm]));
}

const oids = {
  ecdsaSha256: derOid('1.2.840.10045.4.3.2'),
  ecdsaSha384: derOid('1.2.840.10045.4.3.3'),
  rsaPss: derOid('1.2.840.113549.1.1.10'),
  maskGeneration1: derOid('1.2.840.113549.1.1.8'),
  sha384: derOid('2.16.840.1.101.3.4.2.2'),
};

/** Source: RFC 4055 section 3.1 (RSASSA-PSS-params), RFC 5758 section 3.2. */
function pssIdentifier(withTrailer: boolean): Buffer {
  const sha384 = derSequence(oids.sha384, der(derTags.null));
  const parts = [
    der(derTags.explicit(0), sha384),
    der(derTags.explicit(1), derSequence(oids.maskGeneration1, sha384)),
    der(derTags.explicit(2), derInteger(48)),
    ...(withTrailer ? [der(derTags.explicit(3), derInteger(1))] : []),
  ];
  return derSequence(oids.rsaPss, derSequence(...parts));
}

const pssWithTrailer = pssIdentifier(true);

const identifiers: Readonly<Record<CertificateAlgorithm, Buffer>> = {
  'ecdsa-sha256': derSequence(oids.ecdsaSha256),
  'ecdsa-sha384': derSequence(oids.ecdsaSha384),
  'rsa-pss-sha384': pssIdentifier(false),
};

const algorithms = Object.keys(identifiers) as readonly CertificateAlgorithm[];
