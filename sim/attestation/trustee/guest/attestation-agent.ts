import type { JsonObject } from '../../../core/json.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import { type DialectName, dialects } from '../dialect.js';
import { type HashAlgorithm, hashAlgorithms, type RuntimeData, runtimeDigest } from '../evidence/report-data.js';
import { type Exchange, type HttpResponse, httpRequest } from '../http-message.js';
import { isObject, objectOfBytes, own, textOf } from '../json-bytes.js';
import { judgeTimes, unverifiedToken } from '../token/json-web-signature.js';
import type { Attester } from './attester.js';
import type { TeeKey } from './tee-key.js';

/** What an attestation agent is made with. */
export interface AttestationAgentConfiguration {
  readonly dialect: DialectName;
  readonly exchange: Exchange;
  readonly attester: Attester;
  readonly key: TeeKey;
  /** TOML the guest was started with; sent along in `2026`. */
  readonly initData?: string;
  /** Evidence of devices behind the processor, by kind, for a digest. Only in `2026`. */
  readonly devices?: (runtimeDigest: Uint8Array) => JsonObject;
}

/** Why an agent has no token. */
export interface AgentFailure {
  readonly step: 'auth' | 'evidence' | 'attest' | 'unreachable';
  readonly message: string;
  /** Why the broker refused, where it says. */
  readonly code?: string;
}

/**
 * The attestation agent of a guest: it goes through the conversation with a broker (request, challenge, attestation, response) and keeps the
 * token. Source: attestation-agent/kbs_protocol/src/client/rcar_client.rs of guest-components, which repeats a failed conversation four
 * times, a second apart; this one leaves that to its caller.
 */
export class AttestationAgent {
  readonly #configuration: AttestationAgentConfiguration;
  #kept: Attested | undefined;
  #underWay: Promise<Outcome<string, AgentFailure>> | undefined;

  constructor(configuration: AttestationAgentConfiguration) {
    this.#configuration = configuration;
  }

  get configuration(): AttestationAgentConfiguration {
    return this.#configuration;
  }

  /** The cookie of the last conversation: a session that was attested opens resources like the token. */
  get cookie(): string | undefined {
    return this.#kept?.cookie;
  }

  /** The token it has, if that is still good at a moment; otherwise one of a new conversation, which all who ask meanwhile wait for. */
  async token(nowSeconds: number): Promise<Outcome<string, AgentFailure>> {
    if (this.#kept !== undefined && isCurrent(this.#kept.token, nowSeconds)) return done(this.#kept.token);
    this.#underWay ??= this.attest().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Goes through a whole conversation. */
  async attest(): Promise<Outcome<string, AgentFailure>> {
    this.#kept = undefined;
    try {
      const attested = await this.#conversation();
      if (!attested.ok) return attested;
      this.#kept = attested.value;
      return done(attested.value.token);
    } catch (problem) {
      return failed('unreachable', problem instanceof Error ? problem.message : String(problem));
    }
  }

  async #conversation(): Promise<Outcome<Attested, AgentFailure>> {
    const { dialect, attester } = this.#configuration;
    const supported = dialect === '2024-08' ? '' : { 'supported-hash-algorithms': hashAlgorithms };
    const asked = await this.#post('auth', {
      version: dialects[dialect].clientVersion,
      tee: attester.tee,
      'extra-params': supported,
    });
    if (asked.status !== 200) return failedBy('auth', asked);
    const cookie = cookieIn(asked);
    const challenge = readChallenge(asked);
    if (!challenge.ok) return challenge;
    const attestation = await this.#attestation(challenge.value);
    if (!attestation.ok) return attestation;
    const answer = await this.#post('attest', attestation.value, { cookie });
    const token = answer.status === 200 ? textOf(objectOfBytes(answer.body) ?? {}, 'token') : undefined;
    return token === undefined ? failedBy('attest', answer) : done({ token, cookie });
  }

  #post(endpoint: string, json: JsonObject, shown: Readonly<Record<string, string>> = {}): Promise<HttpResponse> {
    const { dialect, exchange } = this.#configuration;
    const headers = { 'user-agent': dialects[dialect].userAgents.guest, ...shown };
    return exchange(httpRequest('POST', `/kbs/v0/${endpoint}`, { headers, json }));
  }

  async #attestation({ nonce, algorithm }: Challenge): Promise<Outcome<JsonObject, AgentFailure>> {
    const { dialect, key, initData, devices } = this.#configuration;
    const asked = { nonce, 'tee-pubkey': key.publicKey };
    if (dialect === '2024-08') {
      const evidence = await this.#evidence(asked, algorithm);
      return evidence.ok ? done({ 'tee-pubkey': key.publicKey, 'tee-evidence': JSON.stringify(evidence.value) }) : evidence;
    }
    const additional = devices === undefined ? '' : JSON.stringify(devices(runtimeDigest(asked, algorithm)));
    const evidence = await this.#evidence({ ...asked, 'additional-evidence': additional }, algorithm);
    if (!evidence.ok) return evidence;
    return done({
      'init-data': initData === undefined ? null : { format: 'toml', body: initData },
      'runtime-data': asked,
      'tee-evidence': { primary_evidence: evidence.value, additional_evidence: additional },
    });
  }

  async #evidence(data: RuntimeData, algorithm: HashAlgorithm): Promise<Outcome<JsonObject, AgentFailure>> {
    try {
      return done(await this.#configuration.attester.evidence(runtimeDigest(data, algorithm)));
    } catch (problem) {
      return failed('evidence', problem instanceof Error ? problem.message : String(problem));
    }
  }
}

/** What a conversation leads to. */
interface Attested {
  readonly token: string;
  readonly cookie: string;
}

interface Challenge {
  readonly nonce: string;
  readonly algorithm: HashAlgorithm;
}

/** A digest of the wrong type is an error of its own, never "none selected". */
function readChallenge({ body }: HttpResponse): Outcome<Challenge, AgentFailure> {
  const challenge = objectOfBytes(body) ?? {};
  const [nonce, parameters] = [textOf(challenge, 'nonce'), own(challenge, 'extra-params')];
  if (nonce === undefined) return failed('auth', 'the challenge has no nonce');
  const selected = isObject(parameters) ? own(parameters, 'selected-hash-algorithm') : undefined;
  if (selected === undefined) return done({ nonce, algorithm: 'sha384' });
  if (typeof selected !== 'string') return failed('auth', 'selected-hash-algorithm is not a text');
  const algorithm = hashAlgorithms.find((name) => name === selected.toLowerCase());
  return algorithm === undefined ? failed('auth', 'selected-hash-algorithm is none that is known') : done({ nonce, algorithm });
}

function isCurrent(token: string, nowSeconds: number): boolean {
  const { claims } = unverifiedToken(token) ?? {};
  return claims !== undefined && judgeTimes(claims, nowSeconds) === 'valid';
}

function cookieIn({ headers }: HttpResponse): string {
  return headers['set-cookie']?.split(';')[0] ?? '';
}

function failed(step: AgentFailure['step'], message: string) {
  return refused<AgentFailure>({ step, message });
}

function failedBy(step: AgentFailure['step'], { status, headers, body }: HttpResponse) {
  const detail = textOf(objectOfBytes(body) ?? {}, 'detail') ?? '';
  const code = headers['x-fauxmetal-reason'];
  return refused<AgentFailure>({
    step,
    message: `${status}${detail === '' ? '' : ` ${detail}`}`,
    ...(code !== undefined && { code }),
  });
}
