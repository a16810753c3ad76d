import { type QuoteTransport, quoteOverTransport } from './quote-transport.js';

/** What stands in a buffer's status. Source: Intel TDX Guest-Hypervisor Communication Interface; QEMU `target/i386/kvm/tdx.h`. */
export const getQuoteStatus = {
  success: 0n,
  inFlight: 0xffff_ffff_ffff_ffffn,
  error: 0x8000_0000_0000_0000n,
  serviceUnavailable: 0x8000_0000_0000_0001n,
} as const;

/** Version, status, lengths in and out: 24 bytes before the data. */
export const getQuoteHeaderLength = 24;

/** The buffer a guest hands to its host for TDG.VP.VMCALL<GetQuote>. @param size in bytes, whole pages */
export function getQuoteRequest(tdReport: Uint8Array, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  buffer.writeBigUInt64LE(getQuoteVersion, 0);
  buffer.writeUInt32LE(tdReport.length, 16);
  buffer.set(tdReport, getQuoteHeaderLength);
  return buffer;
}

/** What the hypercall itself says; how the request ended is in the buffer. */
export type GetQuoteResult = 'success' | 'invalid-operand' | 'retry';

/**
 * The host's side of TDG.VP.VMCALL<GetQuote>: passes the report on and writes quote and status into the buffer. A host without a quote
 * generation service takes the request, and says in the buffer that there is none.
 *
 * @param buffer What the guest shared; changed in place.
 * @param inFlight Requests that have not been answered yet: 16 at most.
 * Source: QEMU 10.2 `target/i386/kvm/tdx.c` tdx_handle_get_quote.
 */
export function answerGetQuote(buffer: Buffer, transport: QuoteTransport | undefined, inFlight = 0): GetQuoteResult {
  if (buffer.length === 0 || buffer.length % pageBytes !== 0 || buffer.length > mostBytes) return 'invalid-operand';
  const room = buffer.length - getQuoteHeaderLength;
  const length = buffer.readUInt32LE(16);
  if (buffer.readBigUInt64LE(0) !== getQuoteVersion || length > room) return 'invalid-operand';
  if (transport === undefined) return ended(buffer, getQuoteStatus.serviceUnavailable);
  if (inFlight >= mostInFlight) return 'retry';
  const quote = quoteOverTransport(transport, buffer.subarray(getQuoteHeaderLength, getQuoteHeaderLength + length), room);
  if (quote.ok) return ended(buffer, getQuoteStatus.success, quote.value);
  return ended(buffer, quote.reason === 'unavailable' ? getQuoteStatus.serviceUnavailable : getQuoteStatus.error);
}

const getQuoteVersion = 1n;
const pageBytes = 4096;
const mostBytes = 128 * 1024;
const mostInFlight = 16;

function ended(buffer: Buffer, status: bigint, quote: Uint8Array = new Uint8Array()): GetQuoteResult {
  buffer.writeBigUInt64LE(status, 8);
  buffer.writeUInt32LE(quote.length, 20);
  buffer.set(quote, getQuoteHeaderLength);
  return 'success';
}
