import { done } from '../../../core/outcome.js';
import type { DialectName } from '../dialect.js';
import { type HttpRequest, type HttpResponse, pathOf } from '../http-message.js';
import { refuse, type Step } from '../refusal.js';
import {
  deleteResource,
  listResourcePolicies,
  readReferenceValue,
  setAttestationPolicy,
  setReferenceValues,
  setResource,
  setResourcePolicy,
} from './administer.js';
import { attestGuest } from './attest-guest.js';
import type { BrokerState } from './broker-state.js';
import { openSession } from './open-session.js';
import { releaseResource } from './release-resource.js';

/** What a request asks for. */
export interface Endpoint {
  /** `auth`, `attest`, `resource` … */
  readonly name: string;
  readonly who: 'everybody' | 'administrator';
  answer(state: BrokerState, request: HttpRequest, nowSeconds: number): Step<HttpResponse> | Promise<Step<HttpResponse>>;
}

/** Finds what a request asks for. Nothing is looked at but its method and its path. */
export function endpointOf(request: HttpRequest, dialect: DialectName): Endpoint {
  const path = pathOf(request);
  if (path === '/healthz' && dialect === '2026')
    return everybody('healthz', () => done({ status: 200, headers: {}, body: new Uint8Array() }));
  if (!path.startsWith(prefix)) return nothing('unknown-endpoint', '', path);
  const [name = '', ...segments] = path.slice(prefix.length).split('/');
  const action = `${request.method} ${name}`;
  const found = endpoints(segments).get(action);
  if (found !== undefined && (dialect === '2026' || actions2024.has(action))) return found;
  return dialect === '2024-08' ? unknown2024(name) : unknown2026(name);
}

const prefix = '/kbs/v0/';

function endpoints(segments: readonly string[]): ReadonlyMap<string, Endpoint> {
  return new Map<string, Endpoint>([
    ['POST auth', everybody('auth', openSession)],
    ['POST attest', everybody('attest', attestGuest)],
    ['GET resource', everybody('resource', (state, request, now) => releaseResource(state, request, segments, now))],
    ['POST resource', administrator('resource', (state, request) => setResource(state, request, segments))],
    ['DELETE resource', administrator('resource', (state) => deleteResource(state, segments))],
    ['POST resource-policy', administrator('resource-policy', setResourcePolicy)],
    ['GET resource-policy', administrator('resource-policy', listResourcePolicies)],
    ['POST attestation-policy', administrator('attestation-policy', setAttestationPolicy)],
    ['POST reference-value', administrator('reference-value', setReferenceValues)],
    ['GET reference-value', administrator('reference-value', (state) => readReferenceValue(state, segments))],
  ]);
}

const actions2024 = new Set([
  'POST auth',
  'POST attest',
  'GET resource',
  'POST resource',
  'POST resource-policy',
  'POST attestation-policy',
]);

function everybody(name: string, answer: Endpoint['answer']): Endpoint {
  return { name, who: 'everybody', answer };
}

function administrator(name: string, answer: Endpoint['answer']): Endpoint {
  return { name, who: 'administrator', answer };
}

/** Each thing of 2024 has its own path, and a method too many is told apart from a path there is not. */
function unknown2024(name: string): Endpoint {
  const known = [...actions2024].some((action) => action.endsWith(` ${name}`));
  return known ? nothing('method', name, 'no such method') : nothing('unknown-endpoint', name, 'no such path');
}

/** In 2026 every first segment is a plugin. Of the plugins of Trustee there is `resource`. */
function unknown2026(name: string): Endpoint {
  if (name !== 'resource') return nothing('unknown-plugin', name, `Plugin ${name} not found`);
  return everybody(name, () => refuse('resource', 'method', 'Illegal HTTP method. Only supports `GET`, `POST` and `DELETE`'));
}

function nothing(code: string, name: string, message: string): Endpoint {
  return everybody(name, () => refuse('request', code, message));
}
