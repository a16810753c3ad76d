import { done, type Outcome, refused } from '../../core/outcome.js';
import { derInteger, derTags, derText, integerOf, readDerValue } from '../certificates/der.js';
import type { CertificateExtension } from '../certificates/extensions.js';
import { extensionOf, type ReadCertificate } from '../certificates/read-certificate.js';
import { lineNamed, type ProductLine, productFacts } from './product-line.js';
import { partsOf, type TcbPart, type TcbVersion } from './tcb-version.js';

/** What AMD's extensions say of a key. */
export interface Endorsement {
  readonly line: ProductLine;
  readonly tcb: TcbVersion;
  /** VCEK: which chip. */
  readonly hardwareId?: Buffer;
  /** VLEK: whose. */
  readonly provider?: string;
}

/** AMD's arc for SEV, and what follows in it. Source: AMD 57230; go-sev-guest af1c107 `kds/kds.go`. */
const arc = '1.3.6.1.4.1.3704.1';
const oids = { structVersion: `${arc}.1`, productName: `${arc}.2`, hardwareId: `${arc}.4`, provider: `${arc}.5` } as const;
const partOids: Readonly<Record<TcbPart, string>> = {
  bootloader: `${arc}.3.1`,
  tee: `${arc}.3.2`,
  snp: `${arc}.3.3`,
  microcode: `${arc}.3.8`,
  fmc: `${arc}.3.9`,
};

/** Reserved parts that are written as zero; certificates of Turin lack the first. Source: tests/certs_data/vcek_turin.der of virtee/sev. */
const reservedOids: Readonly<Record<ProductLine, readonly string[]>> = {
  Milan: [4, 5, 6, 7].map((part) => `${arc}.3.${part}`),
  Genoa: [4, 5, 6, 7].map((part) => `${arc}.3.${part}`),
  Turin: [5, 6, 7].map((part) => `${arc}.3.${part}`),
};

/** The extensions, in the order of their OIDs. The chip's identity is the raw bytes, without a tag, as the real ones have it. */
export function endorsementExtensions({ line, tcb, hardwareId, provider }: Endorsement): readonly CertificateExtension[] {
  const { chipCertificateName, structVersion } = productFacts[line];
  const name = provider === undefined ? chipCertificateName : line;
  const levels = [
    ...partsOf(line).map((part) => ({ oid: partOids[part], value: derInteger(tcb[part]) })),
    ...reservedOids[line].map((oid) => ({ oid, value: derInteger(0) })),
  ].sort((left, right) => (left.oid < right.oid ? -1 : 1));
  return [
    { oid: oids.structVersion, value: derInteger(structVersion) },
    { oid: oids.productName, value: derText(derTags.ia5String, name) },
    ...levels,
    ...(hardwareId === undefined ? [] : [{ oid: oids.hardwareId, value: hardwareId }]),
    ...(provider === undefined ? [] : [{ oid: oids.provider, value: derText(derTags.ia5String, provider) }]),
  ];
}

/** Reads them back. A certificate is for a chip or for a provider, never both. @returns or in a few words what is wrong with them. */
export function readEndorsement(certificate: ReadCertificate): Outcome<Endorsement, string> {
  try {
    return done(parsed(certificate));
  } catch (error) {
    if (error instanceof RangeError) return refused(`its AMD extensions are wrong: ${error.message}`);
    throw error;
  }
}

function parsed(certificate: ReadCertificate): Endorsement {
  const value = (oid: string): Uint8Array => extensionOf(certificate, oid) ?? missing(oid);
  const name = readDerValue(value(oids.productName), derTags.ia5String).content.toString('latin1');
  const line = lineNamed(name.split('-')[0] ?? '');
  if (line === undefined) throw new RangeError(`there is no product line in "${name}"`);
  const tcb = { fmc: 0, bootloader: 0, tee: 0, snp: 0, microcode: 0 };
  for (const part of partsOf(line)) tcb[part] = byteOf(value(partOids[part]));
  const hardwareId = extensionOf(certificate, oids.hardwareId);
  const provider = extensionOf(certificate, oids.provider);
  if ((hardwareId === undefined) === (provider === undefined)) throw new RangeError('it is for a chip or for a provider');
  if (hardwareId !== undefined) return { line, tcb, hardwareId: bareIdentity(hardwareId, productFacts[line].chipIdBytes) };
  return { line, tcb, provider: readDerValue(provider as Uint8Array, derTags.ia5String).content.toString('latin1') };
}

function missing(oid: string): never {
  throw new RangeError(`${oid} is missing`);
}

function byteOf(value: Uint8Array): number {
  const number = integerOf(readDerValue(value, derTags.integer));
  if (number > 255n) throw new RangeError('a security version is above 255');
  return Number(number);
}

/** Some newer certificates wrap the identity into an OCTET STRING. */
function bareIdentity(value: Uint8Array, size: number): Buffer {
  const bare = value.length === size ? Buffer.from(value) : readDerValue(value, derTags.octetString).content;
  if (bare.length !== size) throw new RangeError(`a chip identity has ${size} bytes, not ${bare.length}`);
  return bare;
}
