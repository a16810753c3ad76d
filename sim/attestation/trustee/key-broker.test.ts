import { describe, expect, it } from 'vitest';
import type { EvidenceVerifier } from '../../contracts/verifier.js';
import { rsaKey } from '../keys/rsa-key.js';
import { dialects } from './dialect.js';
import { sampleVerifier } from './evidence/sample-verifier.js';
import { sampleAttester } from './guest/attester.js';
import { ConfidentialDataHub } from './guest/confidential-data-hub.js';
import { rsaTeeKey, teeKey } from './guest/tee-key.js';
import { httpRequest } from './http-message.js';
import { accessEntry, logLine, startEntries } from './log-entry.js';
import { loggedExchange } from './logged-exchange.js';
import { openedAt, openLaboratory } from './testing/laboratory.js';

const secret = Buffer.from('Testing a key\n');
const path = 'default/key/key2';

describe.each(['2024-08', '2026'] as const)('a broker of %s', (dialect) => {
  it('gives a secret to a guest that was attested, by its token and by its session', async () => {
    const { administrator, guest, now } = await withSecret(dialect);
    expect((await administrator.setResourcePolicy('allow_all', now)).status).toBe(200);
    const { agent, hub } = guest();
    expect(await hub.resource(path, now)).toEqual({ ok: true, value: Uint8Array.from(secret) });
    expect(await new ConfidentialDataHub(agent, 'session').resource(path, now)).toEqual({
      ok: true,
      value: Uint8Array.from(secret),
    });
  });

  it('gives the same answers to the same requests, byte by byte', async () => {
    const run = async () => {
      const laboratory = await withSecret(dialect);
      await laboratory.administrator.setResourcePolicy('allow_all', openedAt);
      await laboratory.guest().hub.resource(path, openedAt);
      return laboratory.answers.map(({ response }) => Buffer.from(response.body).toString());
    };
    expect(await run()).toEqual(await run());
  });

  it('keeps a secret from machines without protection until an administrator says otherwise', async () => {
    const { guest, now, answers } = await withSecret(dialect);
    const got = await guest().hub.resource(path, now);
    expect(got).toMatchObject({ ok: false, reason: { kind: 'unauthorized', code: 'policy-denied' } });
    expect(answers.at(-1)?.response.status).toBe(401);
    expect(answers.filter(({ refusal }) => refusal?.code === 'policy-denied')).toHaveLength(3);
  });

  it('encrypts a secret to the guest it was asked by, and to no other', async () => {
    const { administrator, guest, now } = await withSecret(dialect);
    await administrator.setResourcePolicy('allow_all', now);
    const { publicKey } = teeKey(dialect, 'fauxmetal');
    const robbed = guest({ key: { publicKey, open: teeKey(dialect, 'other').open } });
    expect(await robbed.hub.resource(path, now)).toMatchObject({ ok: false, reason: { kind: 'undecipherable' } });
  });

  it('overwrites a secret', async () => {
    const { administrator, guest, now } = await withSecret(dialect);
    await administrator.setResourcePolicy('allow_all', now);
    await administrator.setResource(path, Buffer.from('another'), now);
    expect(await guest().hub.resource(path, now)).toEqual({ ok: true, value: Uint8Array.from(Buffer.from('another')) });
  });
});

it('answers in as many bytes and says in the same words what the SNP guide shows', async () => {
  const protectedVerifier: EvidenceVerifier = { ...sampleVerifier, tee: 'snp' };
  const attester = { ...sampleAttester, tee: 'snp' as const };
  const options = { verifiers: [protectedVerifier], attester, broker: { tokenTrust: 'any' as const } };
  const laboratory = openLaboratory('2024-08', options);
  const lines: string[] = [];
  const exchange = loggedExchange(laboratory.broker, {
    dialect: '2024-08',
    peer: '172.19.0.1',
    now: () => openedAt,
    elapsedSeconds: 0.000163,
    onLine: (line) => lines.push(line),
  });
  await laboratory.administrator.setResource(path, secret, openedAt);
  await laboratory.guest({ exchange }).hub.resource(path, openedAt);
  const shown = lines.map((line) => line.replace(/(attest HTTP\/1.1" 200) \d+/, '$1 N'));
  const at = '[2024-08-26T05:39:24Z';
  const logger = 'INFO  actix_web::middleware::logger] 172.19.0.1';
  const agent = '"-" "attestation-agent-kbs-client/0.1.0" 0.000163';
  expect(shown).toEqual([
    `${at} INFO  kbs::http::attest] Auth API called.`,
    `${at} ${logger} "POST /kbs/v0/auth HTTP/1.1" 200 74 ${agent}`,
    `${at} INFO  kbs::http::attest] Attest API called.`,
    `${at} ${logger} "POST /kbs/v0/attest HTTP/1.1" 200 N ${agent}`,
    `${at} WARN  kbs::token::coco] No Trusted Certificate in Config, skip verification of JWK cert of Attestation Token`,
    `${at} INFO  kbs::http::resource] Get resource from kbs:///default/key/key2`,
    `${at} INFO  kbs::http::resource] Resource access request passes policy check.`,
    `${at} ${logger} "GET /kbs/v0/resource/default/key/key2 HTTP/1.1" 200 506 ${agent}`,
  ]);
});

it('starts with the lines the SNP guide shows', () => {
  const lines = startEntries('2024-08', { socket: '0.0.0.0:8080', workers: 64 }).map((entry) =>
    logLine(entry, '2024-08', 1_724_445_673),
  );
  expect(lines).toEqual([
    '[2024-08-23T20:41:13Z INFO  kbs] Using config file /etc/kbs-config.toml',
    '[2024-08-23T20:41:13Z INFO  kbs::attestation::coco::grpc] Default AS connection pool size (100) is used',
    '[2024-08-23T20:41:13Z INFO  kbs::attestation::coco::grpc] connect to remote AS [http://as:50004] with pool size 100',
    '[2024-08-23T20:41:13Z INFO  kbs] Starting HTTP server at [0.0.0.0:8080]',
    '[2024-08-23T20:41:13Z INFO  actix_server::builder] starting 64 workers',
    '[2024-08-23T20:41:13Z INFO  actix_server::server] Tokio runtime found; starting in existing Tokio runtime',
  ]);
});

it('encrypts to RSA keys in 2026 as well, with either padding', async () => {
  for (const algorithm of ['RSA1_5', 'RSA-OAEP-256'] as const) {
    const { administrator, guest, now } = await withSecret('2026');
    await administrator.setResourcePolicy('allow_all', now);
    const key = rsaTeeKey(rsaKey('fauxmetal', 'guest/tee', 2048), algorithm);
    expect([algorithm, await guest({ key }).hub.resource(path, now)]).toEqual([
      algorithm,
      { ok: true, value: Uint8Array.from(secret) },
    ]);
  }
});

it('sets a resource with an empty body, as the guide shows', async () => {
  const { answers, exchange } = await withSecret('2024-08');
  const request = httpRequest('POST', '/kbs/v0/resource/default/key/key2', {
    headers: { 'user-agent': dialects['2024-08'].userAgents.administrator },
  });
  expect(
    logLine(accessEntry(request, (answers[0] as (typeof answers)[0]).response, '172.19.0.1', 0.001008), '2024-08', 1_724_650_522),
  ).toBe(
    '[2024-08-26T05:35:22Z INFO  actix_web::middleware::logger] 172.19.0.1 "POST /kbs/v0/resource/default/key/key2 HTTP/1.1" 200 0 "-" "kbs-client/0.1.0" 0.001008',
  );
  expect((await exchange(request)).status).toBe(401);
});

async function withSecret(dialect: '2024-08' | '2026') {
  const laboratory = openLaboratory(dialect);
  expect((await laboratory.administrator.setResource(path, secret, laboratory.now)).status).toBe(200);
  return laboratory;
}
