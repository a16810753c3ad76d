/** Services of attestation on a socket: pure answers to requests, carried over HTTP. */
import { type AddressInfo, isIP } from 'node:net';
import { fastify } from 'fastify';
import type { HttpRequest, HttpResponse } from '../../../sim/attestation/trustee/http-message.js';
import { UsageError } from '../../../sim/core/usage-error.js';
import { isLoopback } from '../libvirt/tcp-address.js';

/** Where a service listens. */
export interface HttpAddress {
  /** 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** 0, the default, is any that is free. */
  readonly port?: number;
  /** Addresses other machines can reach are wanted. */
  readonly anywhere?: boolean;
  /** Certificate and key, PEM: the service speaks HTTPS. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/** A service that can be reached. */
export interface HttpService {
  /** `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Cuts off whoever is connected. */
  stop(): Promise<void>;
}

/** Answers one request; `from` is the address of whoever asks. */
export type HttpAnswer = (request: HttpRequest, from: string) => HttpResponse | Promise<HttpResponse>;

/** Longest body that is read at all; services have lower limits and words of their own for them. */
const longestBody = 8 * 1024 * 1024;

/**
 * Serves until it is stopped.
 *
 * @throws UsageError for an address off the loopback that was not asked for, and where the socket cannot be had.
 */
export async function serveHttp(answer: HttpAnswer, address: HttpAddress = {}): Promise<HttpService> {
  const { host = '127.0.0.1', port = 0, tls } = address;
  checkHost(host, address.anywhere === true);
  const options = { bodyLimit: longestBody, forceCloseConnections: true, exposeHeadRoutes: false };
  const server = tls === undefined ? fastify(options) : fastify({ ...options, https: { cert: tls.certificate, key: tls.key } });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  // A client learns that something went wrong here, not what.
  server.setErrorHandler((problem: { readonly statusCode?: number }, _, reply) => reply.code(problem.statusCode ?? 500).send());
  server.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/*',
    handler: async (request, reply) => {
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const asked = { method: request.method, target: request.raw.url ?? '/', headers, body };
      const response = await answer(asked, request.ip);
      return reply.code(response.status).headers(response.headers).send(Buffer.from(response.body));
    },
  });
  try {
    await server.listen({ host, port });
  } catch (problem) {
    const { code = 'unknown error' } = problem as NodeJS.ErrnoException;
    throw new UsageError(`cannot listen on ${host}:${port} (${code})`, { fix: 'name another port, or 0 for any' });
  }
  const bound = server.server.address() as AddressInfo;
  const shown = isIP(host) === 6 ? `[${host}]` : host;
  return { url: `${tls === undefined ? 'http' : 'https'}://${shown}:${bound.port}`, stop: () => server.close() };
}

function checkHost(host: string, anywhere: boolean): void {
  if (isIP(host) === 0) throw new UsageError(`"${host}" is no IP address`, { fix: 'write 127.0.0.1' });
  if (isLoopback(host) || anywhere) return;
  throw new UsageError(`${host} can be reached by other machines`, { fix: 'use 127.0.0.1, or say that this is meant' });
}
