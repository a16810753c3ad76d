import { done, type Outcome, refused } from '../../core/outcome.js';
import type { FirmwareVersion } from './firmware.js';
import { lineOfProcessor, type ProcessorSignature, type ProductLine } from './product-line.js';

/** An attestation report, field by field. Names follow AMD 56860, table "ATTESTATION_REPORT"; TCB versions are the numbers as they stand. */
export interface SnpReport {
  /** 2, 3, 4 or 5. */
  readonly version: number;
  readonly guestSvn: number;
  readonly policy: bigint;
  /** 16 bytes each. */
  readonly familyId: Buffer;
  readonly imageId: Buffer;
  /** 0…3. */
  readonly vmpl: number;
  /** 1: ECDSA on P-384 with SHA-384. */
  readonly signatureAlgorithm: number;
  readonly currentTcb: bigint;
  readonly platformInfo: bigint;
  /** Bit 0 author key, bit 1 chip key masked, bits 2…4 who signed: see {@link signerOf}. */
  readonly keyInfo: number;
  /** 64 bytes of the guest's own. */
  readonly reportData: Buffer;
  /** 48 bytes: the launch digest. */
  readonly measurement: Buffer;
  /** 32 bytes the host gave at launch. */
  readonly hostData: Buffer;
  /** 48 bytes each. */
  readonly idKeyDigest: Buffer;
  readonly authorKeyDigest: Buffer;
  /** 32 bytes each. */
  readonly reportId: Buffer;
  readonly reportIdMa: Buffer;
  /** The version the signing key belongs to. */
  readonly reportedTcb: bigint;
  /** From version 3 on. */
  readonly processor?: ProcessorSignature;
  /** 64 bytes, zero if masked. */
  readonly chipId: Buffer;
  readonly committedTcb: bigint;
  readonly currentVersion: FirmwareVersion;
  readonly committedVersion: FirmwareVersion;
  readonly launchTcb: bigint;
  /** From version 5 on. */
  readonly launchMitVector?: bigint;
  readonly currentMitVector?: bigint;
  /** Both numbers least significant byte first, 72 bytes each. */
  readonly signature: { readonly r: Buffer; readonly s: Buffer };
}

/** Bytes of a report. */
export const reportBytes = 0x4a0;

/** How many of them, from the first, are signed; the signature follows. */
export const signedBytes = 0x2a0;

/** Versions in the field. */
export const reportVersions = [2, 3, 4, 5] as const;

/** Whose key signed a report. Source: AMD 56860, SIGNING_KEY. */
export function signerOf({ keyInfo }: Pick<SnpReport, 'keyInfo'>): 'vcek' | 'vlek' | 'none' | 'reserved' {
  return signers[(keyInfo >> 2) & 7] ?? 'reserved';
}

const signers: Readonly<Record<number, 'vcek' | 'vlek' | 'none'>> = { 0: 'vcek', 1: 'vlek', 7: 'none' };

/**
 * The product line a report is from. From version 3 on the report says so. Before, the identity of the chip tells as much as the layout of
 * TCB versions depends on: Turin fills 8 bytes of it, and Milan and Genoa, which look alike, are told apart by the certificate.
 * Source: virtee/sev 9cf2adb `src/firmware/guest/types/snp.rs`.
 *
 * @returns undefined where nothing can be said: an unknown processor, or a masked identity in version 2.
 */
export function linesOf(report: Pick<SnpReport, 'processor' | 'chipId'>): readonly ProductLine[] {
  if (report.processor !== undefined) {
    const line = lineOfProcessor(report.processor);
    return line === undefined ? [] : [line];
  }
  if (isMasked(report)) return [];
  return isZero(report.chipId.subarray(8)) ? ['Turin'] : ['Milan', 'Genoa'];
}

/** The host hides which chip it is. */
export function isMasked({ chipId }: Pick<SnpReport, 'chipId'>): boolean {
  return isZero(chipId);
}

/** The 1184 bytes of a report. */
export function encodeReport(report: SnpReport): Buffer {
  const bytes = Buffer.alloc(reportBytes);
  for (const [name, at] of numbers32) bytes.writeUInt32LE(report[name], at);
  for (const [name, at] of numbers64) bytes.writeBigUInt64LE(report[name], at);
  for (const [name, at, size] of byteFields) report[name].copy(bytes, at, 0, size);
  for (const [name, at] of versionFields) bytes.set([report[name].build, report[name].minor, report[name].major], at);
  if (report.processor !== undefined) {
    const { family, model, stepping } = report.processor;
    bytes.set([family, model, stepping], processorAt);
  }
  if (report.version >= 5) {
    bytes.writeBigUInt64LE(report.launchMitVector ?? 0n, mitVectorsAt);
    bytes.writeBigUInt64LE(report.currentMitVector ?? 0n, mitVectorsAt + 8);
  }
  report.signature.r.copy(bytes, signedBytes, 0, 72);
  report.signature.s.copy(bytes, signedBytes + 72, 0, 72);
  return bytes;
}

/** Why bytes are no report. */
export interface ReportRefusal {
  readonly code: 'oversize' | 'malformed' | 'version' | 'reserved-bytes';
  readonly message: string;
}

/** Reads the 1184 bytes of a report. Reserved bytes must be zero, as virtee/sev has it: what is not looked at can be changed. */
export function decodeReport(bytes: Uint8Array): Outcome<SnpReport, ReportRefusal> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (all.length !== reportBytes) {
    const code = all.length > reportBytes ? 'oversize' : 'malformed';
    return refused({ code, message: `a report has ${reportBytes} bytes, not ${all.length}` });
  }
  const version = all.readUInt32LE(0);
  if (version < 2 || version > 5) return refused({ code: 'version', message: `reports of version ${version} are not known` });
  const dirty = reservedRanges(version).find(([from, to]) => !isZero(all.subarray(from, to)));
  if (dirty !== undefined) {
    return refused({ code: 'reserved-bytes', message: `something stands in the reserved bytes from 0x${dirty[0].toString(16)}` });
  }
  return done(decoded(all, version));
}

/** Parts of a report that must be zero, ends excluded. */
export function reservedRanges(version: number): readonly (readonly [from: number, to: number])[] {
  return [
    [0x04c, 0x050],
    version < 3 ? [0x188, 0x1a0] : [0x18b, 0x1a0],
    [0x1eb, 0x1ec],
    [0x1ef, 0x1f0],
    version < 5 ? [0x1f8, 0x2a0] : [0x208, 0x2a0],
    [0x2a0 + 48, 0x2a0 + 72],
    [0x2a0 + 72 + 48, reportBytes],
  ];
}

const processorAt = 0x188;
const mitVectorsAt = 0x1f8;

const numbers32 = [
  ['version', 0x000],
  ['guestSvn', 0x004],
  ['vmpl', 0x030],
  ['signatureAlgorithm', 0x034],
  ['keyInfo', 0x048],
] as const;

const numbers64 = [
  ['policy', 0x008],
  ['currentTcb', 0x038],
  ['platformInfo', 0x040],
  ['reportedTcb', 0x180],
  ['committedTcb', 0x1e0],
  ['launchTcb', 0x1f0],
] as const;

const byteFields = [
  ['familyId', 0x010, 16],
  ['imageId', 0x020, 16],
  ['reportData', 0x050, 64],
  ['measurement', 0x090, 48],
  ['hostData', 0x0c0, 32],
  ['idKeyDigest', 0x0e0, 48],
  ['authorKeyDigest', 0x110, 48],
  ['reportId', 0x140, 32],
  ['reportIdMa', 0x160, 32],
  ['chipId', 0x1a0, 64],
] as const;

const versionFields = [
  ['currentVersion', 0x1e8],
  ['committedVersion', 0x1ec],
] as const;

function decoded(all: Buffer, version: number): SnpReport {
  const u32 = numbers32.map(([name, at]) => [name, all.readUInt32LE(at)]);
  const u64 = numbers64.map(([name, at]) => [name, all.readBigUInt64LE(at)]);
  const bytes = byteFields.map(([name, at, size]) => [name, all.subarray(at, at + size)]);
  const versions = versionFields.map(([name, at]) => [name, { build: all[at], minor: all[at + 1], major: all[at + 2] }]);
  const [family, model, stepping] = all.subarray(processorAt, processorAt + 3);
  const [launchMitVector, currentMitVector] = [all.readBigUInt64LE(mitVectorsAt), all.readBigUInt64LE(mitVectorsAt + 8)];
  const signature = { r: all.subarray(signedBytes, signedBytes + 72), s: all.subarray(signedBytes + 72, signedBytes + 144) };
  return {
    ...Object.fromEntries([...u32, ...u64, ...bytes, ...versions]),
    ...(version >= 3 && { processor: { family, model, stepping } }),
    ...(version >= 5 && { launchMitVector, currentMitVector }),
    signature,
  } as SnpReport;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
