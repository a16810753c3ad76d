import type { Exchange } from '../../../sim/attestation/trustee/http-message.js';

/** How long an answer may take. Source: the 60 seconds of guest-components' kbs_protocol. */
const patienceMs = 60_000;

/**
 * Carries requests to a service over HTTP.
 *
 * @param url `http://127.0.0.1:8080`, without a path.
 */
export function exchangeOverHttp(url: string): Exchange {
  const base = url.replace(/\/+$/, '');
  return async ({ method, target, headers, body }) => {
    const sent = body.length > 0 ? { body: Buffer.from(body) } : {};
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`${base}${target}`, { method, headers: { ...headers }, redirect: 'error', signal, ...sent });
    const received = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body: received };
  };
}
