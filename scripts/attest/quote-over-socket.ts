/** A guest’s quotes over a real socket. Guests are asked and answer at once, sockets take their time, so each request is made twice: once to learn what is asked, once with the answer. */
import { connect, type NetConnectOpts } from 'node:net';
import type { QuoteTransport } from '../../sim/attestation/guest/quote-transport.js';
import { refused } from '../../sim/core/outcome.js';

/** How a guest reaches a quote generation service on a socket. */
export interface SocketTransport {
  /** What the guest is built with. */
  readonly transport: QuoteTransport;
  /** Lets the guest ask, carries what it asks to the service, and lets it ask again. */
  carry<Answer>(ask: () => Answer): Promise<Answer>;
}

/** Opens one to where a service listens. */
export function socketTransport(where: NetConnectOpts): SocketTransport {
  let asked: Buffer | undefined;
  let answer: Buffer | undefined;
  return {
    transport: (request) => {
      asked = request;
      return answer === undefined ? refused('unavailable') : { ok: true, value: answer };
    },
    carry: async (ask) => {
      answer = undefined;
      const first = ask();
      if (asked === undefined) return first;
      answer = await sentTo(where, asked).catch(() => undefined);
      return answer === undefined ? first : ask();
    },
  };
}

/** All that comes back before the connection is closed. */
async function sentTo(where: NetConnectOpts, bytes: Buffer): Promise<Buffer> {
  const socket = connect(where);
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  socket.write(bytes);
  await new Promise<void>((resolve, reject) => socket.once('error', reject).once('close', () => resolve()));
  return Buffer.concat(received);
}

/** Where to connect for an address `serveQgs` gave: `unix:PATH` or `127.0.0.1:PORT`. */
export function connectionTo(address: string): NetConnectOpts {
  if (address.startsWith('unix:')) return { path: address.slice('unix:'.length) };
  const at = address.lastIndexOf(':');
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(address.slice(at + 1)) };
}
