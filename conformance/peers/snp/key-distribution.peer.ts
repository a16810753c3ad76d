import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amdAuthorities } from '../../../sim/attestation/amd/authorities.js';
import { answerKeyRequest, chainPem, type KeyDistribution } from '../../../sim/attestation/amd/key-distribution.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { outputBytes } from '../program.js';
import { goSevGuestVersion } from './built-check.js';
import { builtLibrary } from './built-library.js';
import { type ShownHost, shownHosts, yesterday } from './hosts.js';

// Google's verifier is given bare reports, asks our key distribution service for certificates and revocation lists, and believes them.

const hosts = [...shownHosts('Milan', 6), ...shownHosts('Genoa', 6)];
const service: KeyDistribution = { chips: hosts.map(({ chip }) => chip), issuedAt: yesterday };

let program: Outcome<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-snp-'));
const running: Server[] = [];

beforeAll(async () => {
  program = await builtLibrary();
}, 1_800_000);

afterAll(() => {
  for (const server of running) server.close();
  rmSync(folder, { recursive: true });
});

it('finds the certificate of every host by chip and reported version, and nothing revoked', async (context) => {
  if (!program.ok) return context.skip(program.reason);
  const asked: string[] = [];
  const verdicts = await judged(program.value, service, 'fauxmetal', asked);
  expect(verdicts).toEqual(verdicts.map(() => 'ok'));
  expect(asked.filter((target) => target.includes('blSPL')).length).toBe(verdicts.length);
  await context.annotate(`go-sev-guest ${goSevGuestVersion}: ${verdicts.length} bare reports, ${asked.length} answers believed`);
});

it.for([
  ['a chip that is not known', { ...service, chips: [] }, 'fauxmetal', /status 404/],
  ['a foreign service', { ...service, seed: 'foreign' }, 'fauxmetal', /could not be verified by any trusted roots/],
  ['a foreign root', service, 'foreign', /could not be verified by any trusted roots/],
  ['a revoked intermediate', { ...service, revoked: { Milan: [0x10001n], Genoa: [0x20001n] } }, 'fauxmetal', /ASK was revoked/],
] as const)('refuses %s', async ([what, served, root, message], context) => {
  if (!program.ok) return context.skip(program.reason);
  const verdicts = await judged(program.value, served, root);
  for (const verdict of verdicts) expect(verdict).toMatch(message);
  await context.annotate(`go-sev-guest ${goSevGuestVersion}: ${verdicts.length} refusals of ${what}`);
});

/** What the library says of reports of version 3 and 5; those of version 2 do not say what to ask for. */
async function judged(path: string, served: KeyDistribution, root: string, asked: string[] = []): Promise<readonly string[]> {
  const url = await listening(served, asked);
  const lines = hosts.flatMap((host) => [3, 5].map((version) => written(host, version, root)));
  const output = await outputBytes(path, ['kds', url], `${lines.join('\n')}\n`);
  if (!output.ok) throw new Error(output.reason);
  return output.value.toString().trimEnd().split('\n');
}

function written(host: ShownHost, version: number, seed: string): string {
  const [report, roots] = [join(folder, `${host.name}-${version}`), join(folder, `${seed}-${host.line}.pem`)];
  writeFileSync(report, host.reportOf(version));
  writeFileSync(roots, chainPem(amdAuthorities(host.line, seed)));
  return [host.line, report, roots].join(' ');
}

async function listening(served: KeyDistribution, asked: string[]): Promise<string> {
  const server = createServer(({ method = '', url = '' }, response) => {
    asked.push(url);
    const { status, headers, body } = answerKeyRequest(served, method, url, Math.floor(Date.now() / 1000));
    response.writeHead(status, headers).end(body);
  });
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
