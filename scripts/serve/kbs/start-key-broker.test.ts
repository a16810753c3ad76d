import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ed25519KeyPair } from '../../../sim/attestation/keys/key-pair.js';
import { Administrator } from '../../../sim/attestation/trustee/administrator/administrator.js';
import { sampleVerifier } from '../../../sim/attestation/trustee/evidence/sample-verifier.js';
import { AttestationAgent } from '../../../sim/attestation/trustee/guest/attestation-agent.js';
import { sampleAttester } from '../../../sim/attestation/trustee/guest/attester.js';
import { ConfidentialDataHub } from '../../../sim/attestation/trustee/guest/confidential-data-hub.js';
import { teeKey } from '../../../sim/attestation/trustee/guest/tee-key.js';
import { processTerminal } from '../../terminal.js';
import { exchangeOverHttp } from '../http/exchange-over-http.js';
import { startGuestApi } from './start-guest-api.js';
import { type KeyBrokerOptions, startKeyBroker } from './start-key-broker.js';

const terminal = processTerminal();
const path = 'default/key/key2';

describe.each(['2024-08', '2026'] as const)('a key broker of %s on a socket', (dialect) => {
  it('gives a container of a guest the secret', async () => {
    const served = await started({ dialect });
    const exchange = exchangeOverHttp(served.url);
    const agent = new AttestationAgent({ dialect, exchange, attester: sampleAttester, key: teeKey(dialect, 'fauxmetal') });
    const guest = await startGuestApi({ feature: 'resource', agent, hub: new ConfidentialDataHub(agent) }, { port: 0 }, terminal);
    try {
      const now = Math.floor(Date.now() / 1000);
      const administrator = new Administrator({ dialect, exchange, key: keyPairOf(served.administratorKey) });
      expect((await administrator.setResource(path, Buffer.from('Testing a key\n'), now)).status).toBe(200);
      expect((await administrator.setResourcePolicy('allow_all', now)).status).toBe(200);
      const answer = await fetch(`${guest.url}/cdh/resource/${path}`);
      expect([answer.status, await answer.text()]).toEqual([200, 'Testing a key\n']);
    } finally {
      await guest.stop();
      await served.stop();
    }
    const log = served.log.join('\n');
    expect(log).toMatch(
      /127\.0\.0\.1 "POST \/kbs\/v0\/auth HTTP\/1\.1" 200 74 "-" "attestation-agent-kbs-client\/0\.1\.0" \d\.\d{6}/,
    );
    expect(log).not.toMatch(/Testing a key|PRIVATE KEY|eyJ/);
  });
});

it('draws another nonce, another administrator and another key for tokens each time, unless a seed is given', async () => {
  const one = await started({ dialect: '2026' });
  const other = await started({ dialect: '2026' });
  expect(one.administratorKey).not.toBe(other.administratorKey);
  const token = (await agentOf(one.url).attest()) as { readonly value: string };
  const header = JSON.parse(Buffer.from(token.value.split('.')[0] ?? '', 'base64url').toString());
  expect(header).toMatchObject({ alg: 'ES256', jwk: { crv: 'P-256' } });
  const shown = { headers: { authorization: `Bearer ${token.value}` } };
  const answer = await fetch(`${other.url}/kbs/v0/resource/${path}`, shown);
  expect([answer.status, answer.headers.get('x-fauxmetal-reason')]).toEqual([401, 'token-key']);
  await Promise.all([one.stop(), other.stop()]);
});

it('writes the key of the administrator for its owner alone, and over nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-'));
  try {
    const administratorKeyFile = join(folder, 'private.key');
    const served = await started({ dialect: '2026', administratorKeyFile });
    expect(readFileSync(administratorKeyFile, 'utf8')).toBe(served.administratorKey);
    expect(statSync(administratorKeyFile).mode & 0o777).toBe(0o600);
    await served.stop();
    await expect(started({ dialect: '2026', administratorKeyFile })).rejects.toThrow('cannot be written');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('is not offered to other machines unless that is asked for', async () => {
  await expect(started({ dialect: '2026', host: '0.0.0.0' })).rejects.toThrow('can be reached by other machines');
});

it('refuses what is too long and what is not HTTP as it does in one process', async () => {
  const served = await started({ dialect: '2026' });
  const post = (body: Uint8Array) => fetch(`${served.url}/kbs/v0/auth`, { method: 'POST', body: Buffer.from(body) });
  expect((await post(new Uint8Array(2 * 1024 * 1024 + 1))).status).toBe(413);
  expect((await post(new Uint8Array(9 * 1024 * 1024))).status).toBe(413);
  expect((await fetch(`${served.url}/kbs/v0/auth`, { method: 'PATCH' })).status).toBe(404);
  await served.stop();
});

function started(options: Partial<KeyBrokerOptions> & Pick<KeyBrokerOptions, 'dialect'>) {
  return startKeyBroker({ verifiers: [sampleVerifier], ...options }, terminal);
}

function agentOf(url: string): AttestationAgent {
  const exchange = exchangeOverHttp(url);
  return new AttestationAgent({ dialect: '2026', exchange, attester: sampleAttester, key: teeKey('2026', 'fauxmetal') });
}

function keyPairOf(pem: string): Ed25519KeyPair {
  const privateKey = createPrivateKey(pem);
  return { kind: 'ed25519', privateKey, publicKey: createPublicKey(privateKey) };
}
