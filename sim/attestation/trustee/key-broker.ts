import type { Json } from '../../core/json.js';
import { type BrokerState, type KeyBrokerConfiguration, note, openBroker } from './broker/broker-state.js';
import { checkAdministrator } from './broker/check-administrator.js';
import { type Endpoint, endpointOf } from './broker/endpoints.js';
import { errorResponse } from './broker/wire-error.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import type { LogEntry } from './log-entry.js';
import { type Refusal, refuse, type Step } from './refusal.js';

/** What a broker answers, and what it says of it. */
export interface BrokerAnswer {
  readonly response: HttpResponse;
  /** Why it refused, if it did. */
  readonly refusal?: Refusal;
  readonly log: readonly LogEntry[];
}

/**
 * A key broker (Trustee's KBS with its attestation service and its reference values): it gives secrets to guests that prove what they are.
 * Time and chance come from outside, so that the same requests give the same answers. Requests may overlap: each changes what the broker
 * knows in one go.
 *
 * @example
 * const broker = new KeyBroker({ dialect: '2026', seed: 'lab', administrator: { publicKey }, verifiers: [sampleVerifier] });
 * const { response, refusal } = await broker.answer(httpRequest('POST', '/kbs/v0/auth', { json: { version: '0.4.0', tee: 'sample' } }), now);
 */
export class KeyBroker {
  readonly #state: BrokerState;

  constructor(configuration: KeyBrokerConfiguration) {
    this.#state = openBroker(configuration);
  }

  /**
   * Approves values of claims, by name, as the reference value provider does behind the broker's back; in `2024-08` there is no other way.
   * There names are those of flat claims, `snp.measurement`.
   */
  approve(values: Readonly<Record<string, Json>>): void {
    for (const [name, value] of Object.entries(values)) this.#state.references.set(name, value);
  }

  /** Answers a request that arrives at a moment, in seconds since 1970. */
  async answer(request: HttpRequest, nowSeconds: number): Promise<BrokerAnswer> {
    // What is known is shared by all requests; what is said belongs to one.
    const state: BrokerState = { ...this.#state, log: [] };
    const endpoint = endpointOf(request, state.dialect.name);
    const answered = await answerTo(state, request, endpoint, nowSeconds);
    if (answered.ok) return { response: answered.value, log: state.log };
    const response = errorResponse(state.dialect.name, answered.reason, endpoint.name);
    note(state, 'ERROR', errorTarget[state.dialect.name], said(response, answered.reason));
    return { response, refusal: answered.reason, log: state.log };
  }
}

const errorTarget = { '2024-08': 'kbs::http::error', '2026': 'kbs::error' } as const;

/** What the client is told, and what it is not. */
function said({ body }: HttpResponse, { code, message }: Refusal): string {
  const text = Buffer.from(body).toString();
  const told = text.startsWith('{') ? (JSON.parse(text) as { detail: string }).detail : text;
  return told.includes(message) || message === '' ? `${told} (${code})` : `${told}: ${message} (${code})`;
}

async function answerTo(
  state: BrokerState,
  request: HttpRequest,
  endpoint: Endpoint,
  nowSeconds: number,
): Promise<Step<HttpResponse>> {
  if (request.body.length > state.dialect.bodyMax) return refuse('request', 'oversize', 'A payload reached size limit.');
  if (endpoint.who === 'administrator') {
    const admitted = await checkAdministrator(state, request, nowSeconds);
    if (!admitted.ok) return admitted;
  }
  return endpoint.answer(state, request, nowSeconds);
}
