import { done, type Outcome, refused } from '../../core/outcome.js';
import { qemuQuoteRequest, readByQemu } from '../intel/qgs/qemu-quote-request.js';
import { type QuoteService, reactToQgsStream } from '../intel/qgs/quote-generation-service.js';

/** A connection to a quote generation service: bytes there, and all bytes that come back before it is closed. */
export type QuoteTransport = (request: Buffer) => Outcome<Buffer, 'unavailable' | 'timeout'>;

/** A connection to a service in this process. One that would wait for more runs into the timeout of 30 seconds. */
export function transportTo(service: QuoteService): QuoteTransport {
  return (request) => {
    const reaction = reactToQgsStream(service, request);
    if (reaction.do === 'wait') return refused('timeout');
    return done(reaction.do === 'answer' ? reaction.bytes : Buffer.alloc(0));
  };
}

/**
 * A quote as QEMU fetches it for its guest.
 *
 * @param room Bytes the guest has for it.
 * @returns the quote, `unavailable` where nobody listens, or what QEMU prints.
 */
export function quoteOverTransport(transport: QuoteTransport, tdReport: Uint8Array, room: number): Outcome<Buffer, string> {
  const answer = transport(qemuQuoteRequest(tdReport));
  return answer.ok ? readByQemu(answer.value, room) : answer;
}
