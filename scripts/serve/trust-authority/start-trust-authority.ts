/** A trust authority on a socket. */
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { TrustAuthority, type TrustAuthorityConfiguration } from '../../../sim/attestation/trust-authority/trust-authority.js';
import type { EvidenceVerifier } from '../../../sim/contracts/verifier.js';
import type { Terminal } from '../../terminal.js';
import { secondsNow } from '../http/seconds-now.js';
import { type HttpAddress, serveHttp } from '../http/serve-http.js';

/** What a served authority is made with. */
export interface TrustAuthorityOptions extends HttpAddress {
  /** Judges TDX evidence. */
  readonly verifier: EvidenceVerifier;
  /** Absent: another one each time; then also the key that signs tokens is drawn anew. */
  readonly seed?: string;
  /** Who may ask. Absent: one key that is drawn anew. */
  readonly apiKeys?: readonly string[];
  readonly policies?: TrustAuthorityConfiguration['policies'];
  /** What tokens and certificates name it; absent: where it listens. */
  readonly baseUrl?: string;
  /** Told of each line of the log as it is written. */
  readonly onLine?: (line: string) => void;
}

/** An authority that can be reached. */
export interface ServedTrustAuthority {
  /** Intel's own client insists on `https`, so give it `tls`. */
  readonly url: string;
  /** One line for each request: method, path, status and why it was refused. Holds no keys and no tokens. */
  readonly log: readonly string[];
  readonly apiKeys: readonly string[];
  /** The root of its certificates, DER. */
  readonly root: Buffer;
  stop(): Promise<void>;
}

/** How many lines of the log are kept. */
const linesKept = 10_000;

/**
 * Starts a trust authority.
 *
 * @throws UsageError where it cannot listen.
 */
export async function startTrustAuthority(options: TrustAuthorityOptions, terminal: Terminal): Promise<ServedTrustAuthority> {
  const { seed, apiKeys = [randomBytes(30).toString('base64url')] } = options;
  const now = secondsNow(terminal);
  const log: string[] = [];
  let authority: TrustAuthority | undefined;
  const service = await serveHttp((request) => {
    if (authority === undefined) return { status: 503, headers: {}, body: new Uint8Array() };
    const { response, refusal } = authority.answer(request, Math.floor(now()));
    const [path = ''] = request.target.split('?');
    const line = [request.method, path.slice(0, 200), response.status, refusal?.code]
      .filter((part) => part !== undefined)
      .join(' ');
    if (log.push(line) > linesKept) log.shift();
    options.onLine?.(line);
    return response;
  }, options);
  authority = new TrustAuthority({
    seed: seed ?? randomUUID(),
    baseUrl: options.baseUrl ?? service.url,
    apiKeys,
    verifier: options.verifier,
    ...(options.policies !== undefined && { policies: options.policies }),
    ...(seed === undefined && {
      tokenKey: { kind: 'rsa', bits: 3072, ...generateKeyPairSync('rsa', { modulusLength: 3072 }) } as const,
    }),
  });
  return { ...service, log, apiKeys, root: authority.root };
}
