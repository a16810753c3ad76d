import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { ecKey } from '../keys/ec-key.js';
import { rsaKey } from '../keys/rsa-key.js';
import { type Exchange, httpRequest } from '../trustee/http-message.js';
import { openedAt } from '../trustee/testing/laboratory.js';
import { tdxAttester, tdxTrust } from '../trustee/testing/protected-guests.js';
import { signToken, unverifiedToken } from '../trustee/token/json-web-signature.js';
import { signingSerials } from './signing-certificates.js';
import { reportDataFor, TrustAuthority, type TrustAuthorityAnswer, type TrustAuthorityConfiguration } from './trust-authority.js';
import { requestToken, verifyTrustAuthorityToken } from './trust-authority-client.js';
import { nonceSeconds } from './verifier-nonce.js';

const apiKey = 'djE6c2ltdWxhdGVk';
const policy = '0b1c2d3e-0000-4000-8000-000000000001';
const debugging = '0b1c2d3e-0000-4000-8000-000000000002';
const configuration: TrustAuthorityConfiguration = {
  seed: 'laboratory',
  baseUrl: 'https://trust.fauxmetal.invalid',
  apiKeys: [apiKey],
  verifier: tdxTrust,
  policies: {
    [policy]: [{ claim: '/td_attributes/debug', is: false }],
    [debugging]: [{ claim: '/td_attributes/debug', is: true }],
  },
};

describe.each(['v1', 'v2'] as const)('a trust authority, version %s', (version) => {
  it('gives a token for a quote over its nonce, which its certificates vouch for', async () => {
    const { authority, exchange } = opened();
    const token = await requestToken({ exchange, apiKey, version }, quoteFor, Buffer.from('{"tee-pubkey":{"kty":"RSA"}}'));
    if (!token.ok) expect.fail(token.reason.message);
    const claims = await verifyTrustAuthorityToken(token.value, exchange, [authority.root], openedAt);
    if (!claims.ok) expect.fail(claims.reason.message);
    const guest = (version === 'v2' ? claims.value['tdx'] : claims.value) as JsonObject;
    expect(guest).toMatchObject({
      attester_type: 'TDX',
      attester_tcb_status: 'UpToDate',
      attester_runtime_data: { 'tee-pubkey': { kty: 'RSA' } },
      tdx_is_debuggable: false,
    });
    expect(guest['tdx_mrtd']).toMatch(/^[0-9a-f]{96}$/);
    expect(claims.value).toMatchObject({ iss: configuration.baseUrl, exp: openedAt + 300 });
  });

  it('gives a client a token only where the guest keeps the policies it names', async () => {
    const client = { exchange: opened().exchange, apiKey, version };
    expect(await requestToken({ ...client, policyIds: [policy] }, quoteFor)).toMatchObject({ ok: true });
    expect(await requestToken({ ...client, policyIds: [policy, debugging] }, quoteFor)).toMatchObject({
      ok: false,
      reason: { step: 'attest', code: 'policy-unmatched' },
    });
  });
});

it('signs as it is asked to, and says which policies a guest keeps', async () => {
  const { ask, authority, exchange } = opened();
  const answer = await attest(ask, (body) => ({ ...body, token_signing_alg: 'RS256', policy_ids: [policy, debugging] }));
  const token = tokenIn(answer);
  expect(unverifiedToken(token)?.header['alg']).toBe('RS256');
  const claims = await verifyTrustAuthorityToken(token, exchange, [authority.root], openedAt);
  expect(claims).toMatchObject({
    ok: true,
    value: { tdx: { policy_ids_matched: [{ id: policy }], policy_ids_unmatched: [{ id: debugging }] } },
  });
});

it('answers with the name of the request and one of its own', () => {
  const { ask } = opened();
  const { response } = ask(httpRequest('GET', '/appraisal/v2/nonce', { headers: { 'x-api-key': apiKey, 'request-id': 'r-1' } }));
  expect(response.headers).toMatchObject({ 'request-id': 'r-1', 'trace-id': expect.stringMatching(/^[\w-]{16}$/) });
  expect(Object.keys(JSON.parse(Buffer.from(response.body).toString()))).toEqual(['val', 'iat', 'signature']);
});

/** What goes wrong, by the code that says so. */
const wrongs: Readonly<Record<string, () => Promise<TrustAuthorityAnswer> | TrustAuthorityAnswer>> = {
  oversize: () => opened().ask(httpRequest('POST', '/appraisal/v2/attest', { body: new Uint8Array(1024 * 1024 + 1) })),
  'unknown-endpoint': () => opened().ask(httpRequest('GET', '/appraisal/v3/nonce')),
  'api-key': () => opened().ask(httpRequest('GET', '/appraisal/v2/nonce', { headers: { 'x-api-key': `${apiKey}x` } })),
  method: () => opened().ask(httpRequest('POST', '/appraisal/v2/nonce', { headers: { 'x-api-key': apiKey } })),
  'malformed-json': () =>
    opened().ask(httpRequest('POST', '/appraisal/v2/attest', { headers: { 'x-api-key': apiKey }, body: Buffer.from('[]') })),
  malformed: () => attest(opened().ask, () => ({ tdx: {} })),
  'token-algorithm': () => attest(opened().ask, (body) => ({ ...body, token_signing_alg: 'none' })),
  'policy-id': () => attest(opened().ask, (body) => ({ ...body, policy_ids: ['mine'] })),
  'policy-unknown': () => attest(opened().ask, (body) => ({ ...body, policy_ids: [policy.replace('1', '2')] })),
  'policy-unmatched': () => attest(opened().ask, (body) => ({ ...body, policy_ids: [debugging], policy_must_match: true })),
  'nonce-malformed': () => attest(opened().ask, (body) => withGuest(body, { verifier_nonce: {} })),
  'nonce-signature': () => attest(opened().ask, (body) => withGuest(body, { verifier_nonce: nonceOf(opened('forger').ask) })),
  'nonce-expired': () => {
    const laboratory = opened();
    return attest(laboratory.ask, (body) => {
      laboratory.clock.now += nonceSeconds + 1;
      return body;
    });
  },
  'nonce-used': () => {
    const { ask } = opened();
    return attest(ask, (body) => {
      ask(httpRequest('POST', '/appraisal/v2/attest', { headers: { 'x-api-key': apiKey }, json: body }));
      return body;
    });
  },
  'evidence/report-data': () =>
    attest(opened().ask, (body) => withGuest(body, { runtime_data: Buffer.from('another').toString('base64') })),
  'evidence/root': () => attest(opened().ask, (body) => body, 'foreign'),
};

it.each(Object.entries(wrongs))('refuses with the code %s', async (code, wrong) => {
  const { refusal, response } = await wrong();
  expect([refusal?.code, response.headers['x-fauxmetal-reason']]).toEqual([code, code]);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(Buffer.from(response.body).toString()).not.toContain(apiKey);
});

describe('a client does not believe a token', () => {
  it('of a root it does not trust', async () => {
    const { token, exchange } = await withToken();
    const claims = await verifyTrustAuthorityToken(token, exchange, [opened('foreign').authority.root], openedAt);
    expect(claims).toMatchObject({ ok: false, reason: { step: 'certificates', code: 'root' } });
  });

  it('whose signature was changed, whose key is not in the set, or that is signed by another key', async () => {
    const { token, exchange, authority } = await withToken();
    const { header = {}, claims = {} } = unverifiedToken(token) ?? {};
    const other = rsaKey('foreign', 'trust-authority/token', 3072);
    const { kid } = header;
    for (const [forged, step] of [
      [`${token.slice(0, -6)}AAAAAA`, 'signature'],
      [signToken(other, 'PS384', { kid: 'none' }, claims), 'keys'],
      [signToken(other, 'PS384', { kid: kid ?? '' }, claims), 'signature'],
      [signToken(ecKey('P-256', 'foreign', 'x'), 'ES256', { kid: kid ?? '' }, claims), 'signature'],
    ] as const) {
      expect(await verifyTrustAuthorityToken(forged, exchange, [authority.root], openedAt)).toMatchObject({
        ok: false,
        reason: { step },
      });
    }
  });

  it('when its time has passed, or one of its certificates was revoked', async () => {
    const { token, exchange, authority } = await withToken();
    expect(await verifyTrustAuthorityToken(token, exchange, [authority.root], openedAt + 301)).toMatchObject({
      ok: false,
      reason: { step: 'times' },
    });
    for (const serial of [signingSerials.leaf, signingSerials.signing]) {
      const revoking = await withToken({ revoked: [serial] });
      const claims = await verifyTrustAuthorityToken(revoking.token, revoking.exchange, [revoking.authority.root], openedAt);
      expect(claims).toMatchObject({ ok: false, reason: { step: 'certificates', code: 'revoked' } });
    }
  });

  it('whose key is not that of its certificate, which Intel does not check', async () => {
    const { token, authority, exchange } = await withToken();
    const { n } = rsaKey('foreign', 'trust-authority/token', 3072).publicKey.export({ format: 'jwk' });
    const swapped: Exchange = async (request) => {
      const response = await exchange(request);
      const text = Buffer.from(response.body).toString();
      return request.target === '/certs'
        ? { ...response, body: Buffer.from(text.replace(/"n":"[^"]+"/g, `"n":"${n}"`)) }
        : response;
    };
    const claims = await verifyTrustAuthorityToken(token, swapped, [authority.root], openedAt);
    expect(claims).toMatchObject({ ok: false, reason: { step: 'keys' } });
  });
});

function opened(seed = 'laboratory', changes: Partial<TrustAuthorityConfiguration> = {}) {
  const authority = new TrustAuthority({ ...configuration, seed, ...changes });
  const clock = { now: openedAt };
  const ask = (request: Parameters<TrustAuthority['answer']>[0]) => authority.answer(request, clock.now);
  const exchange: Exchange = async (request) => ask(request).response;
  return { authority, clock, ask, exchange };
}

type Ask = ReturnType<typeof opened>['ask'];

async function withToken(changes: Partial<TrustAuthorityConfiguration> = {}) {
  const laboratory = opened('laboratory', changes);
  const token = await requestToken({ exchange: laboratory.exchange, apiKey, version: 'v2' }, quoteFor);
  return { ...laboratory, token: token.ok ? token.value : '' };
}

async function quoteFor(reportData: Uint8Array, authorities: 'fauxmetal' | 'foreign' = 'fauxmetal'): Promise<Buffer> {
  const { quote } = (await tdxAttester({ authorities }).evidence(reportData)) as { readonly quote: string };
  return Buffer.from(quote, 'base64');
}

/** A request of the command line client that is in order but for one thing. */
async function attest(ask: Ask, change: (body: JsonObject) => JsonObject, authorities: 'fauxmetal' | 'foreign' = 'fauxmetal') {
  const nonce = nonceOf(ask);
  const [val, iat] = [nonce['val'], nonce['iat']].map((text) => Buffer.from(text as string, 'base64')) as [Buffer, Buffer];
  const quote = await quoteFor(reportDataFor(new Uint8Array(), { val, iat }), authorities);
  const body = change({ tdx: { runtime_data: null, quote: quote.toString('base64'), verifier_nonce: nonce } });
  return ask(httpRequest('POST', '/appraisal/v2/attest', { headers: { 'x-api-key': apiKey }, json: body }));
}

function nonceOf(ask: Ask): JsonObject {
  return JSON.parse(
    Buffer.from(ask(httpRequest('GET', '/appraisal/v2/nonce', { headers: { 'x-api-key': apiKey } })).response.body).toString(),
  );
}

function withGuest(body: JsonObject, changes: JsonObject): JsonObject {
  return { ...body, tdx: { ...(body['tdx'] as JsonObject), ...changes } };
}

function tokenIn({ response }: TrustAuthorityAnswer): string {
  return (JSON.parse(Buffer.from(response.body).toString()) as { token: string }).token;
}
