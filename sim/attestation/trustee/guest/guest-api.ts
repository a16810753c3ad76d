import { type HttpRequest, type HttpResponse, jsonResponse, pathOf, queryOf, textResponse } from '../http-message.js';
import { bytesOfBase64Url } from '../json-bytes.js';
import type { AttestationAgent } from './attestation-agent.js';
import type { ConfidentialDataHub } from './confidential-data-hub.js';

/** Where containers of a guest find it, on 127.0.0.1. Source: api-server-rest/src/main.rs of guest-components. */
export const guestApiPort = 8006;

/** What a guest offers to its containers: `agent.guest_components_rest_api` of the kernel command line. */
export type GuestApiFeature = 'resource' | 'attestation' | 'all';

/** What the API of a guest is made with. */
export interface GuestApi {
  readonly feature: GuestApiFeature;
  readonly agent: AttestationAgent;
  readonly hub: ConfidentialDataHub;
}

/**
 * Answers a container of the guest: `GET /cdh/resource/default/key/key2` gives the bytes of a secret. Source: api-server-rest/src/router.rs
 * of guest-components. Left out: `/aa/additional-evidence` and `/aa/aael`.
 *
 * @param from address of whoever asks; nobody but the guest itself is answered.
 */
export async function answerContainer(
  api: GuestApi,
  request: HttpRequest,
  from: string,
  nowSeconds: number,
): Promise<HttpResponse> {
  if (!isLoopback(from)) return textResponse(403, 'Forbidden');
  const path = pathOf(request);
  if (path === '/info') {
    return request.method === 'GET'
      ? jsonResponse(200, { version: '0.1.0', feature: api.feature })
      : textResponse(405, 'Method Not Allowed');
  }
  if (path.startsWith('/aa/')) return api.feature === 'resource' ? off('Attestation') : answerOfAgent(api, request, nowSeconds);
  if (!path.startsWith('/cdh/')) return notFound;
  if (api.feature === 'attestation') return off('Resource');
  const wanted = /^\/cdh\/resource\/(.+)$/.exec(path)?.[1];
  return wanted === undefined ? notFound : secret(api, wanted, nowSeconds);
}

const notFound = textResponse(404, 'URL NOT FOUND');

function off(feature: string): HttpResponse {
  return textResponse(404, `${feature} Feature Not Enabled`);
}

async function secret({ hub }: GuestApi, path: string, nowSeconds: number): Promise<HttpResponse> {
  const resource = await hub.resource(path, nowSeconds);
  return resource.ok
    ? bytes(resource.value)
    : textResponse(500, `rpc status: Status { code: INTERNAL, message: ${JSON.stringify(resource.reason.message)} }`);
}

async function answerOfAgent({ agent }: GuestApi, request: HttpRequest, nowSeconds: number): Promise<HttpResponse> {
  const action = `${request.method} ${pathOf(request)}`;
  const query = queryOf(request);
  if (action === 'GET /aa/token') {
    if (query['token_type'] === undefined) return textResponse(400, 'BAD REQUEST');
    const token = await agent.token(nowSeconds);
    return token.ok ? bytes(Buffer.from(JSON.stringify({ token: token.value }))) : textResponse(500, token.reason.message);
  }
  if (action !== 'GET /aa/evidence') return notFound;
  const data = runtimeData(query);
  if (data === undefined) return textResponse(400, 'BAD REQUEST');
  if (data.length > 64) return textResponse(500, 'Report data must be no more than 64 bytes');
  return bytes(Buffer.from(JSON.stringify(await agent.configuration.attester.evidence(data))));
}

/** As it stands, or base64url where that is said. */
function runtimeData({ runtime_data: data, encoding }: Readonly<Record<string, string>>): Buffer | undefined {
  if (data === undefined || (encoding !== undefined && encoding !== 'base64')) return undefined;
  return encoding === undefined ? Buffer.from(data) : bytesOfBase64Url(data);
}

function bytes(body: Uint8Array): HttpResponse {
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body };
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}
