import type { Json, JsonObject } from '../../core/json.js';
import { done, type Outcome, refused } from '../../core/outcome.js';
import type { EvidenceCertificate } from './evidence.js';
import { evidenceFields, mapMembers, tcbLayoutOf } from './evidence-fields.js';
import type { FirmwareVersion } from './firmware.js';
import type { ProcessorSignature, ProductLine } from './product-line.js';
import { encodeReport, type SnpReport } from './report.js';
import { encodeTcb } from './tcb-version.js';

/** Evidence taken apart: the report as the bytes that were signed, and what came with it. */
export interface ReadEvidence {
  readonly report: Buffer;
  readonly certificates: readonly EvidenceCertificate[];
}

/** Why it is no evidence. */
export interface EvidenceRefusal {
  readonly code: 'malformed' | 'oversize' | 'version';
  readonly message: string;
}

/** Reads evidence. Members it does not know are ignored, as by the real one: the bytes that were signed are made from those it knows. */
export function readEvidence(evidence: JsonObject): Outcome<ReadEvidence, EvidenceRefusal> {
  try {
    const report = encodeReport(reportIn(objectOf(evidence, 'attestation_report')));
    return done({ report, certificates: certificatesIn(evidence.cert_chain ?? null) });
  } catch (error) {
    if (error instanceof Unreadable)
      return refused({ code: error.code, message: `the evidence cannot be read: ${error.message}` });
    throw error;
  }
}

class Unreadable extends Error {
  readonly code: EvidenceRefusal['code'];

  constructor(code: EvidenceRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}

function reportIn(fields: JsonObject): SnpReport {
  const u32 = mapMembers(evidenceFields.numbers32, (_, called) => numberOf(fields, called, 2 ** 32 - 1));
  if (u32.version < 2 || u32.version > 5) throw new Unreadable('version', `reports of version ${u32.version} are not known`);
  const bytes = mapMembers(evidenceFields.bytes, (name, called) => bytesOf(fields, called, sizes[name]));
  const processor = u32.version < 3 ? {} : { processor: processorIn(fields) };
  const line = tcbLayoutOf({ ...bytes, ...processor });
  const signature = objectOf(fields, 'signature');
  return {
    ...u32,
    ...bytes,
    ...processor,
    ...mapMembers(evidenceFields.numbers64, (_, called) => BigInt(numberOf(fields, called))),
    ...mapMembers(evidenceFields.tcbs, (_, called) => tcbIn(line, objectOf(fields, called))),
    ...mapMembers(evidenceFields.versions, (_, called) => versionIn(objectOf(fields, called))),
    ...(u32.version >= 5 && mapMembers(evidenceFields.vectors, (_, called) => BigInt(numberOf(fields, called)))),
    signature: { r: bytesOf(signature, 'r', 72), s: bytesOf(signature, 's', 72) },
  };
}

const sizes: Readonly<Record<keyof typeof evidenceFields.bytes, number>> = {
  familyId: 16,
  imageId: 16,
  reportData: 64,
  measurement: 48,
  hostData: 32,
  idKeyDigest: 48,
  authorKeyDigest: 48,
  reportId: 32,
  reportIdMa: 32,
  chipId: 64,
};

function processorIn(fields: JsonObject): ProcessorSignature {
  return mapMembers(evidenceFields.processor, (_, called) => numberOf(fields, called, 255));
}

/** Turin's first part is null elsewhere. */
function tcbIn(line: ProductLine, fields: JsonObject): bigint {
  const part = (name: string): number => numberOf(fields, name, 255);
  const fmc = (fields.fmc ?? null) === null ? 0 : part('fmc');
  const others = { bootloader: part('bootloader'), tee: part('tee'), snp: part('snp'), microcode: part('microcode') };
  return encodeTcb(line, { fmc, ...others });
}

function versionIn(fields: JsonObject): FirmwareVersion {
  const part = (name: string): number => numberOf(fields, name, 255);
  return { major: part('major'), minor: part('minor'), build: part('build') };
}

/** Certificates are far smaller, and there are three of them. */
const certificateBytesMax = 16_384;
const certificatesMax = 8;

function certificatesIn(list: Json): readonly EvidenceCertificate[] {
  if (list === null) return [];
  if (!Array.isArray(list)) throw new Unreadable('malformed', 'cert_chain is no list');
  if (list.length > certificatesMax) throw new Unreadable('oversize', `there are more than ${certificatesMax} certificates`);
  return list.map((entry: Json) => {
    if (!isObject(entry)) throw new Unreadable('malformed', 'a certificate is no object');
    return { kind: kindOf(entry.cert_type), der: bytesOf(entry, 'data') };
  });
}

function kindOf(name: Json | undefined): EvidenceCertificate['kind'] {
  const kind = (['VCEK', 'VLEK', 'ASK', 'ARK'] as const).find((each) => each === name);
  if (kind === undefined) throw new Unreadable('malformed', 'there is a certificate of another kind');
  return kind;
}

function objectOf(fields: JsonObject, name: string): JsonObject {
  const value = fields[name];
  if (value === undefined || !isObject(value)) throw new Unreadable('malformed', `${name} is no object`);
  return value;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOf(fields: JsonObject, name: string, max: number = Number.MAX_SAFE_INTEGER): number {
  const value = fields[name];
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
  if (!fits) throw new Unreadable('malformed', `${name} is not a whole number up to ${max}`);
  return value;
}

/** @param size in bytes; absent: any up to that of the largest certificate. */
function bytesOf(fields: JsonObject, name: string, size?: number): Buffer {
  const value = fields[name];
  if (!Array.isArray(value)) throw new Unreadable('malformed', `${name} is no list`);
  if (value.length > (size ?? certificateBytesMax)) throw new Unreadable('oversize', `${name} is too long`);
  if (value.length !== (size ?? value.length)) throw new Unreadable('malformed', `${name} is too short`);
  if (!value.every(isByte)) throw new Unreadable('malformed', `${name} is no list of bytes`);
  return Buffer.from(value);
}

function isByte(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}
