import { done, type Outcome, refused } from '../../../core/outcome.js';

/**
 * Messages of the quote generation service: a header of 16 bytes (major and minor version, type, size of the whole message, error code),
 * fixed fields of 32 bits, then what they give the lengths of. All little-endian.
 * Source: Intel SGX DCAP `QuoteGeneration/quote_wrapper/qgs_msg_lib`, whose bytes the test beside this file has.
 */
export interface QgsMessage {
  readonly major: number;
  readonly minor: number;
  /** One of {@link qgsTypes}, or what nobody knows. */
  readonly type: number;
  /** 0, or one of {@link qgsErrors}. */
  readonly error: number;
  /** What follows the header. */
  readonly body: Buffer;
}

/** Types of messages; each answer is one more than its question. */
export const qgsTypes = {
  getQuote: 0,
  getQuoteAnswer: 1,
  getCollateral: 2,
  getCollateralAnswer: 3,
  getPlatformInfo: 4,
  getPlatformInfoAnswer: 5,
} as const;

/** Error codes of messages. */
export const qgsErrors = {
  unexpected: 0x12001,
  outOfMemory: 0x12002,
  invalidParameter: 0x12003,
  invalidVersion: 0x12004,
  invalidType: 0x12005,
  invalidSize: 0x12006,
  invalidCode: 0x12007,
} as const;

/** The version that is spoken. Intel's library compares the first number only, QEMU both. */
export const qgsVersion = { major: 1, minor: 1 } as const;

/** Length of a message's header. */
export const qgsHeaderLength = 16;

/** Writes a message of our version unless told otherwise. */
export function writeQgsMessage(
  type: number,
  body: Uint8Array,
  { major = qgsVersion.major, minor = qgsVersion.minor, error = 0 }: Partial<Omit<QgsMessage, 'type' | 'body'>> = {},
): Buffer {
  const message = Buffer.alloc(qgsHeaderLength + body.length);
  message.writeUInt16LE(major, 0);
  message.writeUInt16LE(minor, 2);
  message.writeUInt32LE(type, 4);
  message.writeUInt32LE(message.length, 8);
  message.writeUInt32LE(error, 12);
  message.set(body, qgsHeaderLength);
  return message;
}

/** Reads a message. @returns the message, or the error code of Intel's library: another major version, or not as long as it says */
export function readQgsMessage(bytes: Uint8Array): Outcome<QgsMessage, number> {
  const buffer = Buffer.from(bytes);
  if (buffer.length < qgsHeaderLength) return refused(qgsErrors.invalidParameter);
  const { size, ...header } = readQgsHeader(buffer);
  if (header.major !== qgsVersion.major) return refused(qgsErrors.invalidVersion);
  return size === buffer.length ? done({ ...header, body: buffer.subarray(qgsHeaderLength) }) : refused(qgsErrors.invalidSize);
}

/** The header alone, whatever it says. @param bytes at least 16 */
export function readQgsHeader(bytes: Buffer): Omit<QgsMessage, 'body'> & { readonly size: number } {
  return {
    major: bytes.readUInt16LE(0),
    minor: bytes.readUInt16LE(2),
    type: bytes.readUInt32LE(4),
    size: bytes.readUInt32LE(8),
    error: bytes.readUInt32LE(12),
  };
}

/** A body: numbers (32 bits each), then as many lengths as there are parts, then the parts. */
export function writeParts(parts: readonly Uint8Array[], before: Uint8Array = Buffer.alloc(0)): Buffer {
  const lengths = Buffer.alloc(4 * parts.length);
  for (const [index, part] of parts.entries()) lengths.writeUInt32LE(part.length, 4 * index);
  return Buffer.concat([before, lengths, ...parts]);
}

/**
 * The parts of a body that has so many lengths after its first bytes.
 *
 * @returns the parts, or nothing when their lengths do not add up to the body's.
 */
export function readParts(body: Buffer, count: number, skip = 0): readonly Buffer[] | undefined {
  const start = skip + 4 * count;
  if (body.length < start) return undefined;
  const parts: Buffer[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const length = body.readUInt32LE(skip + 4 * index);
    if (length > body.length - at) return undefined;
    parts.push(body.subarray(at, at + length));
    at += length;
  }
  return at === body.length ? parts : undefined;
}
