import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { ecKey } from '../keys/ec-key.js';
import { ed25519Key } from '../keys/ed25519-key.js';
import { rsaKey } from '../keys/rsa-key.js';
import { administratorToken } from './administrator/administrator.js';
import { type DialectName, dialects } from './dialect.js';
import { runtimeDigest } from './evidence/report-data.js';
import { sampleAttester } from './guest/attester.js';
import { teeKey } from './guest/tee-key.js';
import { httpRequest } from './http-message.js';
import type { BrokerAnswer } from './key-broker.js';
import { administratorKey, type Laboratory, openedAt, openLaboratory } from './testing/laboratory.js';
import { signToken, type TokenAlgorithm, unverifiedToken } from './token/json-web-signature.js';

const path = 'default/key/key2';
const secret = 'Testing a key';

/** Something that must be refused: it ends with the request that is. */
type Wrong = (laboratory: Laboratory, dialect: DialectName) => Promise<BrokerAnswer>;

/** What goes wrong, by our code, in either dialect, with the status and the name of Trustee's error: `2024-08`, `2026`. */
const wrongs: Readonly<
  Record<string, { readonly wrong: Wrong; readonly answers: readonly [string | undefined, string | undefined] }>
> = {
  oversize: {
    wrong: (lab) => send(lab, 'POST', 'auth', { body: new Uint8Array(2 * 1024 * 1024 + 1) }),
    answers: ['413', '413'],
  },
  'unknown-endpoint': { wrong: (lab) => ask(lab, httpRequest('GET', '/elsewhere')), answers: ['404', '404'] },
  'unknown-plugin': { wrong: (lab) => send(lab, 'POST', 'nebula-ca', {}), answers: [undefined, '404 PluginNotFound'] },
  method: { wrong: (lab) => send(lab, 'PUT', `resource/${path}`, {}), answers: ['405', '401 PluginInternalError'] },
  'malformed-json': {
    wrong: (lab) => send(lab, 'POST', 'auth', { body: Buffer.from('{') }),
    answers: ['400', '401 AttestationError'],
  },
  'version-syntax': {
    wrong: (lab) => send(lab, 'POST', 'auth', { json: { version: 'x', tee: 'sample' } }),
    answers: ['401 ProtocolVersion', '401 AttestationError'],
  },
  'protocol-version': {
    wrong: (lab) => send(lab, 'POST', 'auth', { json: { version: '0.2.0', tee: 'sample' } }),
    answers: ['401 ProtocolVersion', '401 AttestationError'],
  },
  'unknown-tee': {
    wrong: (lab, dialect) => send(lab, 'POST', 'auth', { json: { version: dialects[dialect].clientVersion, tee: 'snp' } }),
    answers: ['400', '401 AttestationError'],
  },
  'no-cookie': {
    wrong: (lab) => send(lab, 'POST', 'attest', { json: {} }),
    answers: ['401 MissingCookie', '401 AttestationError'],
  },
  'unknown-session': {
    wrong: (lab) => send(lab, 'POST', 'attest', { json: {}, headers: { cookie: 'kbs-session-id=0123' } }),
    answers: ['401 InvalidCookie', '401 AttestationError'],
  },
  'session-expired': {
    wrong: async (lab, dialect) => {
      const { cookie } = await challenged(lab, dialect);
      lab.now += 301;
      return send(lab, 'POST', 'attest', { json: {}, headers: { cookie } });
    },
    answers: ['401 ExpiredCookie', '401 AttestationError'],
  },
  malformed: { wrong: attestWith(() => ({ 'runtime-data': 1 })), answers: [undefined, '401 AttestationError'] },
  nonce: {
    wrong: attestWith((message) => ({ ...message, 'runtime-data': { ...part(message, 'runtime-data'), nonce: 'another' } })),
    answers: [undefined, '401 AttestationError'],
  },
  'tee-key': {
    wrong: attestWith((message) => ({
      ...message,
      'tee-pubkey': { kty: 'oct' },
      'runtime-data': { ...part(message, 'runtime-data'), 'tee-pubkey': 5 },
    })),
    answers: ['400', '401 AttestationError'],
  },
  'init-data': {
    wrong: attestWith((message) => ({ ...message, 'init-data': { format: 'toml', body: 'version = 1' } })),
    answers: [undefined, '401 AttestationError'],
  },
  'evidence/malformed': {
    wrong: attestWith((message) => ({ ...message, 'tee-evidence': { primary_evidence: 'none', additional_evidence: '' } })),
    answers: ['401 AttestationFailed', '401 AttestationError'],
  },
  'evidence/report-data': {
    wrong: attestWith((message, dialect) => {
      const { publicKey } = teeKey(dialect, 'other');
      return {
        ...message,
        'tee-pubkey': publicKey,
        'runtime-data': { ...part(message, 'runtime-data'), 'tee-pubkey': publicKey },
      };
    }),
    answers: ['401 AttestationFailed', '401 AttestationError'],
  },
  'evidence/oversize': {
    wrong: attestWith((message, dialect) =>
      withEvidence(message, dialect, { svn: '1', report_data: Buffer.alloc(65).toString('base64') }),
    ),
    answers: ['401 AttestationFailed', '401 AttestationError'],
  },
  'token-missing': {
    wrong: (lab) => send(lab, 'GET', `resource/${path}`, {}),
    answers: ['401 InvalidRequest', '401 TokenNotFound'],
  },
  'token-malformed': { wrong: withToken(() => 'a.b.c'), answers: ['401 TokenParseFailed', '401 TokenVerifierError'] },
  'token-key': {
    wrong: withToken((token, dialect) => resigned(token, dialect, 'foreign')),
    answers: ['401 TokenParseFailed', '401 TokenVerifierError'],
  },
  'token-signature': {
    wrong: withToken((token) => `${token.slice(0, -8)}AAAAAAAA`),
    answers: ['401 TokenParseFailed', '401 TokenVerifierError'],
  },
  'token-algorithm': {
    wrong: withToken((token, dialect) => withAlgorithm(token, dialect === '2024-08' ? 'RS256' : 'RS384')),
    answers: ['401 TokenParseFailed', '401 TokenVerifierError'],
  },
  'token-expired': {
    wrong: async (lab, dialect) => {
      const token = await tokenOf(lab);
      lab.now += dialect === '2024-08' ? 301 : 361;
      return send(lab, 'GET', `resource/${path}`, { headers: { authorization: `Bearer ${token}` } });
    },
    answers: ['401 TokenParseFailed', '401 TokenVerifierError'],
  },
  'token-not-yet-valid': {
    wrong: async (lab) => {
      const token = await tokenOf(lab);
      lab.now -= 1;
      return send(lab, 'GET', `resource/${path}`, { headers: { authorization: `Bearer ${token}` } });
    },
    answers: ['401 TokenParseFailed', undefined],
  },
  'resource-path': {
    wrong: (lab) => withAdministrator(lab, 'default/..%2f/key'),
    answers: ['401 InvalidRequest', '401 PluginInternalError'],
  },
  'policy-denied': { wrong: withToken((token) => token), answers: ['401 PolicyReject', '401 PolicyDeny'] },
  'resource-missing': {
    wrong: async (lab) => {
      await lab.administrator.setResourcePolicy('allow_all', lab.now);
      return send(lab, 'GET', 'resource/default/key/none', { headers: { authorization: `Bearer ${await tokenOf(lab)}` } });
    },
    answers: ['404 ReadSecretFailed', '401 PluginInternalError'],
  },
  'tee-key-unusable': {
    wrong: async (lab, dialect) => {
      await lab.administrator.setResourcePolicy('allow_all', lab.now);
      const { publicKey, open } = teeKey(dialect, 'fauxmetal');
      const { agent } = lab.guest({ key: { publicKey: { ...publicKey, alg: 'dir' }, open } });
      const token = await agent.attest();
      return send(lab, 'GET', `resource/${path}`, { headers: { authorization: `Bearer ${token.ok ? token.value : ''}` } });
    },
    answers: ['401 JWEFailed', '401 JweError'],
  },
  'policy-malformed': {
    wrong: (lab) => policyIs(lab, 'package policy\nallow if {'),
    answers: ['401 PolicyEndpoint', '401 ParsePolicyError'],
  },
  'policy-id': {
    wrong: async (lab) => {
      await lab.administrator.setAttestationPolicy('../default', '{}', lab.now);
      return last(lab);
    },
    answers: ['401 PolicyEndpoint', '401 AttestationError'],
  },
  'reference-value-malformed': {
    wrong: (lab, dialect) =>
      asAdministrator(lab, dialect, 'POST', 'reference-value', { json: { version: '0.1.0', type: 'sample', payload: '!' } }),
    answers: [undefined, '401 RvpsError'],
  },
  'reference-value-missing': {
    wrong: (lab, dialect) => asAdministrator(lab, dialect, 'GET', 'reference-value/none', {}),
    answers: [undefined, '401 RvpsError'],
  },
  'admin-token-missing': {
    wrong: (lab) => send(lab, 'POST', `resource/${path}`, {}),
    answers: ['401 FailedAuthentication', '401 AdminAuthInitialization'],
  },
  'admin-token-malformed': { wrong: adminToken(() => 'x'), answers: ['401 FailedAuthentication', '401 AdminAuthAccess'] },
  'admin-token-signature': {
    wrong: adminToken((dialect, now) => administratorToken(dialect, ed25519Key('foreign', 'kbs/administrator'), now)),
    answers: ['401 FailedAuthentication', '401 AdminAuthAccess'],
  },
  'admin-token-algorithm': {
    wrong: adminToken((_, now) => signToken(ecKey('P-256', 'foreign', 'x'), 'ES256', {}, { role: 'admin', exp: now + 60 })),
    answers: ['401 FailedAuthentication', '401 AdminAuthAccess'],
  },
  'admin-token-expired': {
    wrong: adminToken((dialect, now) => administratorToken(dialect, administratorKey, now - 1201)),
    answers: ['401 FailedAuthentication', '401 AdminAuthAccess'],
  },
  'admin-token-not-yet-valid': {
    wrong: adminToken((dialect, now) => administratorToken(dialect, administratorKey, now + 901)),
    answers: ['401 FailedAuthentication', '401 AdminAuthAccess'],
  },
  'admin-token-oversize': {
    wrong: adminToken(() => 'x'.repeat(70_000)),
    answers: ['401 FailedAuthentication', '401 AdminAuthAccess'],
  },
  'admin-role': {
    wrong: adminToken((_, now) => signToken(administratorKey, 'EdDSA', {}, { role: 'auditor', exp: now + 60 })),
    answers: [undefined, '401 AdminAuthAccess'],
  },
};

describe.each(['2024-08', '2026'] as const)('a broker of %s', (dialect) => {
  const cases = Object.entries(wrongs).flatMap(([code, { wrong, answers }]) => {
    const answer = answers[dialect === '2024-08' ? 0 : 1];
    return answer === undefined ? [] : [[code, answer, wrong] as const];
  });

  it.each(cases)('refuses with %s, and answers %s', async (code, answer, wrong) => {
    const laboratory = openLaboratory(dialect);
    await laboratory.administrator.setResource(path, Buffer.from(secret), openedAt);
    const { refusal, response, log } = await wrong(laboratory, dialect);
    expect(refusal?.code).toBe(code);
    expect(response.headers['x-fauxmetal-reason']).toBe(code);
    const text = Buffer.from(response.body).toString();
    const type = text.startsWith('{') ? ` ${(JSON.parse(text) as { type: string }).type.split('/').at(-1)}` : '';
    expect(`${response.status}${type}`).toBe(answer);
    expect(log.at(-1)).toMatchObject({ level: 'ERROR' });
    expect(log.at(-1)?.message).toContain(code);
  });

  it('never says a secret, a token or the id of a session in its log, nor a secret in an answer', async () => {
    const said: string[] = [];
    for (const [, , wrong] of cases) {
      const laboratory = openLaboratory(dialect);
      await laboratory.administrator.setResource(path, Buffer.from(secret), openedAt);
      await wrong(laboratory, dialect);
      for (const { response, log } of laboratory.answers) said.push(Buffer.from(response.body).toString(), ...logTexts(log));
      const texts = laboratory.answers.flatMap(({ log }) => logTexts(log)).join('\n');
      const hidden = laboratory.answers.flatMap(({ response }) => [
        ...(response.headers['set-cookie']?.match(/[0-9a-f]{32}/g) ?? []),
        ...(Buffer.from(response.body)
          .toString()
          .match(/ey[\w-]{20,}/g) ?? []),
      ]);
      for (const each of hidden) expect(texts).not.toContain(each);
    }
    expect(said.join('\n')).not.toContain(secret);
    expect(said.join('\n')).not.toContain(Buffer.from(secret).toString('base64'));
  });
});

it('codes are told apart: no two of the cases share one', () => {
  expect(new Set(Object.keys(wrongs)).size).toBe(Object.keys(wrongs).length);
});

function logTexts(log: BrokerAnswer['log']): string[] {
  return log.map(({ message }) => message);
}

async function ask(laboratory: Laboratory, request: Parameters<Laboratory['exchange']>[0]): Promise<BrokerAnswer> {
  await laboratory.exchange(request);
  return last(laboratory);
}

function last({ answers }: Laboratory): BrokerAnswer {
  return answers.at(-1) as BrokerAnswer;
}

function send(
  laboratory: Laboratory,
  method: string,
  endpoint: string,
  content: Parameters<typeof httpRequest>[2],
): Promise<BrokerAnswer> {
  return ask(laboratory, httpRequest(method, `/kbs/v0/${endpoint}`, content));
}

async function challenged(laboratory: Laboratory, dialect: DialectName): Promise<{ cookie: string; nonce: string }> {
  const { response } = await send(laboratory, 'POST', 'auth', {
    json: { version: dialects[dialect].clientVersion, tee: 'sample' },
  });
  const { nonce } = JSON.parse(Buffer.from(response.body).toString()) as { nonce: string };
  return { cookie: (response.headers['set-cookie'] ?? '').split(';')[0] ?? '', nonce };
}

/** A message that is in order but for one thing. */
function attestWith(change: (message: JsonObject, dialect: DialectName) => JsonObject): Wrong {
  return async (laboratory, dialect) => {
    const { cookie, nonce } = await challenged(laboratory, dialect);
    const asked = { nonce, 'tee-pubkey': teeKey(dialect, 'fauxmetal').publicKey };
    const bound = dialect === '2024-08' ? asked : { ...asked, 'additional-evidence': '' };
    const evidence = (await sampleAttester.evidence(runtimeDigest(bound, 'sha384'))) as JsonObject;
    const message: JsonObject =
      dialect === '2024-08'
        ? { 'tee-pubkey': asked['tee-pubkey'] as unknown as JsonObject }
        : { 'runtime-data': asked as unknown as JsonObject };
    return send(laboratory, 'POST', 'attest', {
      json: change(withEvidence(message, dialect, evidence), dialect),
      headers: { cookie },
    });
  };
}

function withEvidence(message: JsonObject, dialect: DialectName, evidence: JsonObject): JsonObject {
  const wrapped = dialect === '2024-08' ? JSON.stringify(evidence) : { primary_evidence: evidence, additional_evidence: '' };
  return { ...message, 'tee-evidence': wrapped };
}

function part(message: JsonObject, name: string): JsonObject {
  return (message[name] ?? {}) as JsonObject;
}

async function tokenOf(laboratory: Laboratory): Promise<string> {
  const token = await laboratory.guest().agent.attest();
  return token.ok ? token.value : '';
}

function withToken(change: (token: string, dialect: DialectName) => string): Wrong {
  return async (laboratory, dialect) => {
    const token = change(await tokenOf(laboratory), dialect);
    return send(laboratory, 'GET', `resource/${path}`, { headers: { authorization: `Bearer ${token}` } });
  };
}

/** The same claims, by a key that nobody vouches for. */
function resigned(token: string, dialect: DialectName, seed: string): string {
  const { claims } = unverifiedToken(token) as { claims: JsonObject };
  const old = dialect === '2024-08';
  const key = old ? rsaKey(seed, 'kbs/token', 2048) : ecKey('P-256', seed, 'kbs/token');
  const jwk = { ...key.publicKey.export({ format: 'jwk' }), alg: dialects[dialect].tokenAlgorithm } as JsonObject;
  return old ? signToken(key, 'RS384', {}, { ...claims, jwk }) : signToken(key, 'ES256', { jwk }, claims);
}

/** The header says another way of signing. */
function withAlgorithm(token: string, alg: TokenAlgorithm): string {
  const { header } = unverifiedToken(token) as { header: JsonObject };
  return [Buffer.from(JSON.stringify({ ...header, alg })).toString('base64url'), ...token.split('.').slice(1)].join('.');
}

async function withAdministrator(laboratory: Laboratory, resource: string): Promise<BrokerAnswer> {
  await laboratory.administrator.setResource(resource, Buffer.from('x'), laboratory.now);
  return last(laboratory);
}

async function policyIs(laboratory: Laboratory, text: string): Promise<BrokerAnswer> {
  await laboratory.administrator.setResourcePolicy(text, laboratory.now);
  return last(laboratory);
}

function asAdministrator(
  laboratory: Laboratory,
  dialect: DialectName,
  method: string,
  endpoint: string,
  content: { json?: unknown },
) {
  const headers = { authorization: `Bearer ${administratorToken(dialect, administratorKey, laboratory.now)}` };
  return send(laboratory, method, endpoint, { ...content, headers });
}

function adminToken(make: (dialect: DialectName, now: number) => string): Wrong {
  return (laboratory, dialect) => {
    const headers = { authorization: `Bearer ${make(dialect, laboratory.now)}` };
    return send(laboratory, 'POST', 'resource-policy', { headers, json: { policy: '' } });
  };
}
