import { done, type Outcome, refused } from '../../../core/outcome.js';
import { dialects } from '../dialect.js';
import type { EncryptedResource } from '../encryption/encrypted-resource.js';
import { type HttpResponse, httpRequest } from '../http-message.js';
import { objectOfBytes, textOf } from '../json-bytes.js';
import type { AgentFailure, AttestationAgent } from './attestation-agent.js';

/** Why a hub has no secret. */
export interface HubFailure {
  readonly kind: 'not-found' | 'unauthorized' | 'attestation' | 'undecipherable' | 'broker' | 'unreachable';
  readonly message: string;
  /** Why the broker refused, where it says. */
  readonly code?: string;
}

/** How often a secret is asked for. Source: KBS_GET_RESOURCE_MAX_ATTEMPT in guest-components. */
const attempts = 3;

/**
 * The confidential data hub of a guest: it gets secrets from the broker with the tokens of the agent, and takes them out of their encryption.
 * A broker that answers 401 is asked again with a new token, twice; one that answers 404 is believed. Source:
 * attestation-agent/kbs_protocol/src/client/token_client.rs of guest-components.
 */
export class ConfidentialDataHub {
  readonly #agent: AttestationAgent;
  readonly #shown: 'token' | 'session';

  /** @param shown what a request shows: the token (as in the SNP guide), or the cookie of the session it was given in. */
  constructor(agent: AttestationAgent, shown: 'token' | 'session' = 'token') {
    this.#agent = agent;
    this.#shown = shown;
  }

  /**
   * A secret.
   *
   * @param path repository, type and tag: `default/key/key2`.
   */
  async resource(path: string, nowSeconds: number): Promise<Outcome<Uint8Array, HubFailure>> {
    let last: Outcome<Uint8Array, HubFailure> = refused({ kind: 'unauthorized', message: 'the broker was not asked' });
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const token = attempt === 1 ? await this.#agent.token(nowSeconds) : await this.#agent.attest();
      if (!token.ok) return refused(failureOf(token.reason));
      last = await this.#ask(path, token.value);
      if (last.ok || last.reason.kind !== 'unauthorized') return last;
    }
    return last;
  }

  async #ask(path: string, token: string): Promise<Outcome<Uint8Array, HubFailure>> {
    const { exchange, dialect } = this.#agent.configuration;
    const shown = this.#shown === 'token' ? { authorization: `Bearer ${token}` } : { cookie: this.#agent.cookie ?? '' };
    const headers = { 'user-agent': dialects[dialect].userAgents.guest, ...shown };
    try {
      const response = await exchange(httpRequest('GET', `/kbs/v0/resource/${path}`, { headers }));
      return response.status === 200 ? await this.#open(response) : refused(refusalIn(response));
    } catch (problem) {
      return refused({ kind: 'unreachable', message: problem instanceof Error ? problem.message : String(problem) });
    }
  }

  async #open({ body }: HttpResponse): Promise<Outcome<Uint8Array, HubFailure>> {
    const resource = readEncrypted(body);
    if (resource === undefined)
      return refused({ kind: 'undecipherable', message: 'the answer of the broker is not an encrypted secret' });
    try {
      return done(await this.#agent.configuration.key.open(resource));
    } catch {
      return refused({
        kind: 'undecipherable',
        message: 'the secret was not encrypted to the key of this guest, or it was changed',
      });
    }
  }
}

function readEncrypted(body: Uint8Array): EncryptedResource | undefined {
  const object = objectOfBytes(body) ?? {};
  const members = ['protected', 'encrypted_key', 'iv', 'ciphertext', 'tag'].map((name) => [name, textOf(object, name)] as const);
  if (members.some(([, text]) => text === undefined)) return undefined;
  return Object.fromEntries(members) as unknown as EncryptedResource;
}

function refusalIn({ status, headers, body }: HttpResponse): HubFailure {
  const detail = textOf(objectOfBytes(body) ?? {}, 'detail') ?? '';
  const kind = status === 401 ? 'unauthorized' : status === 404 ? 'not-found' : 'broker';
  const code = headers['x-fauxmetal-reason'];
  return { kind, message: detail === '' ? `the broker answers ${status}` : detail, ...(code !== undefined && { code }) };
}

function failureOf({ step, message, code }: AgentFailure): HubFailure {
  const kind = step === 'unreachable' ? 'unreachable' : 'attestation';
  return { kind, message: `${step}: ${message}`, ...(code !== undefined && { code }) };
}
