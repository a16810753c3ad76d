import { type FastifyInstance, fastify } from 'fastify';
import {
  answerKeyRequest,
  type KeyDistribution,
  type KeyDistributionFault,
} from '../../../sim/attestation/amd/key-distribution.js';
import { type ThrottleLimit, type ThrottleState, throttle } from '../../../sim/attestation/amd/throttle.js';
import { UsageError } from '../../../sim/core/usage-error.js';

/** What is served. */
export interface KdsSetting {
  /** Asked at each request, so that what it knows can change. */
  readonly service: () => KeyDistribution;
  /** What is wrong with it at the moment, if anything. */
  readonly fault?: () => KeyDistributionFault | undefined;
  /** More requests than that are answered with 429. Absent: as many as come. */
  readonly limit?: ThrottleLimit;
  /** Seconds since 1970: revocation lists are as of now. */
  readonly nowSeconds: () => number;
  /** 0, or nothing, for any that is free. */
  readonly port?: number;
}

/** A key distribution service that can be reached. */
export interface ServedKds {
  /** What clients take for `https://kdsintf.amd.com`, e.g. `http://127.0.0.1:40001`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves over HTTP until it is stopped, on this machine's loopback only. Nobody is asked who they are: certificates are public, and
 * nothing can be written.
 *
 * @throws UsageError when the port is taken.
 */
export async function serveKds({ service, fault, limit, nowSeconds, port = 0 }: KdsSetting): Promise<ServedKds> {
  const server = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 1024 });
  const isOneTooMany = limit === undefined ? () => false : counter(limit);
  server.all('/*', async (request, reply) => {
    const now = Math.floor(nowSeconds());
    const throttled = isOneTooMany(now) ? 'throttled' : undefined;
    const answer = answerKeyRequest(service(), request.method, request.url, now, fault?.() ?? throttled);
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
  return { url: await listenOnLoopback(server, port), stop: () => server.close() };
}

function counter(limit: ThrottleLimit): (now: number) => boolean {
  let state: ThrottleState | undefined;
  return (now) => {
    const counted = throttle(state, now, limit);
    state = counted.state;
    return counted.throttled;
  };
}

async function listenOnLoopback(server: FastifyInstance, port: number): Promise<string> {
  try {
    return await server.listen({ host: '127.0.0.1', port });
  } catch (problem) {
    const { code = 'unknown error' } = problem as NodeJS.ErrnoException;
    throw new UsageError(`cannot listen on 127.0.0.1:${port} (${code})`, { fix: 'name another port, or 0 for any' });
  }
}
