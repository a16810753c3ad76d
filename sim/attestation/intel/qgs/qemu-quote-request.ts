import { done, type Outcome, refused } from '../../../core/outcome.js';
import { qgsHeaderLength, qgsTypes, qgsVersion, writeParts, writeQgsMessage } from './qgs-message.js';
import { writeFrame } from './stream-frame.js';

/** What QEMU sends a quote generation service for a guest's TDREPORT: a framed message of version 1.1. */
export function qemuQuoteRequest(tdReport: Uint8Array): Buffer {
  return writeFrame(writeQgsMessage(qgsTypes.getQuote, writeParts([tdReport, Buffer.alloc(0)])));
}

/**
 * What QEMU makes of what came back before the connection ended. It is stricter than Intel's library: the version must be 1.1 exactly, no
 * quoting enclave may be named, and every length must fit.
 *
 * @param stream All bytes that came, the frame's length among them.
 * @param room Bytes of the guest's buffer behind its header: an answer that does not fit there is refused.
 * @returns the bare quote, or what QEMU prints.
 * Source: QEMU 10.2 `target/i386/kvm/tdx-quote-generator.c`.
 */
export function readByQemu(stream: Buffer, room = mostRoom): Outcome<Buffer, string> {
  if (stream.length < 4) return refused(ended);
  const length = stream.readUInt32BE(0);
  const most = room - 4;
  if (length === 0 || length > most) return refused(`Message len ${length} must be non-zero & less than ${most}`);
  const message = stream.subarray(4, 4 + length);
  const problem = headerProblem(message, length) ?? partsProblem(message, length);
  if (problem !== undefined) return refused(problem);
  return message.length < length ? refused(ended) : done(message.subarray(fixedLength));
}

const ended = 'End of file before reply received';

/** The largest buffer a guest may hand over is 128 KiB, 24 bytes of which are its header. */
const mostRoom = 128 * 1024 - 24;

/** Header and two lengths. */
const fixedLength = qgsHeaderLength + 8;

function headerProblem(message: Buffer, length: number): string | undefined {
  if (message.length < qgsHeaderLength) return ended;
  const [major, minor] = [message.readUInt16LE(0), message.readUInt16LE(2)];
  const [type, size, error] = [message.readUInt32LE(4), message.readUInt32LE(8), message.readUInt32LE(12)];
  if (major !== qgsVersion.major || minor !== qgsVersion.minor) return `Invalid QGS message header version ${major}.${minor}`;
  if (type !== qgsTypes.getQuoteAnswer) return `Invalid QGS message type ${type}`;
  if (size > length) return `QGS message size ${size} exceeds payload capacity ${length + 4}`;
  return error === 0 ? undefined : `QGS message error code ${error}`;
}

function partsProblem(message: Buffer, length: number): string | undefined {
  if (message.length < fixedLength) return ended;
  const [idSize, quoteSize] = [message.readUInt32LE(qgsHeaderLength), message.readUInt32LE(qgsHeaderLength + 4)];
  if (idSize !== 0) return `QGS message selected ID was ${idSize} not 0`;
  // What it names as right is four bytes more than what it compares with.
  return length - fixedLength === quoteSize ? undefined : `QGS quote size ${quoteSize} should be ${length + 4 - fixedLength}`;
}
