import { describe, expect, it } from 'vitest';
import { runInMemory } from '../run-in-memory.js';
import type { breaks } from './breaks.js';
import { linesOf, toldDemo } from './demo-runs.js';

const refusals: Readonly<Record<keyof typeof breaks, readonly [code: string, words: RegExp]>> = {
  root: ['evidence/root', /root that is not trusted/],
  nonce: ['evidence/report-data', /not bound to this nonce/],
  tcb: ['evidence/minimum-tcb', /TCB version is too old/],
  policy: ['policy-denied', /denied by policy|not permitted/],
  'cert-chain': ['evidence/chip-id', /another chip/],
};

describe.each(['2024-08', '2026'])('the SNP guide as of %s', (dialect) => {
  const told = (...words: string[]) => toldDemo('coco-snp', '--dialect', dialect, ...words);

  it('ends with the secret in the pod', async () => {
    const run = await told();
    expect(run).toMatchObject({ exitCode: 0, ok: true, result: { secret: 'Testing a key' } });
    expect(linesOf(run, 'kernel')[1]).toMatch(/SNP/);
    expect(linesOf(run, 'nodes')).toContain('{"sev-snp.amd.com/esids":99}');
    expect([linesOf(run, 'unencrypted').includes('sev_es 1'), linesOf(run, 'pod').includes('sev_es 2')]).toEqual([true, true]);
    expect(linesOf(run, 'attest')).toContain('Testing a key');
    expect(linesOf(run, 'log').join('\n')).not.toMatch(/Testing a key|PRIVATE KEY|eyJ/);
  });

  it.each(Object.entries(refusals))('fails for a reason of its own when %s is broken', async (broken, [code, words]) => {
    const run = await told('--break', broken);
    expect(run).toMatchObject({ exitCode: 1, ok: false, broken, failure: { step: 'attest', code } });
    expect(run.failure?.message).toMatch(words);
    expect(run.result).toBeUndefined();
  });
});

it('shows the log of the broker in the words of the guide', async () => {
  const log = linesOf(await toldDemo('coco-snp'), 'log').map((line) => line.replace(/^\[\S+ /, ''));
  expect(log).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/"POST \/kbs\/v0\/resource\/default\/key\/key2 HTTP\/1\.1" 200 0 "-" "kbs-client\/0\.1\.0"/),
      expect.stringMatching(/"POST \/kbs\/v0\/auth HTTP\/1\.1" 200 74 "-" "attestation-agent-kbs-client\/0\.1\.0"/),
      'WARN  kbs::token::coco] No Trusted Certificate in Config, skip verification of JWK cert of Attestation Token',
      'INFO  kbs::http::resource] Resource access request passes policy check.',
      expect.stringMatching(/"GET \/kbs\/v0\/resource\/default\/key\/key2 HTTP\/1\.1" 200 506 "-"/),
    ]),
  );
});

it('says on a screen which step failed, why, and what was broken', async () => {
  const { printed, exitCode } = await runInMemory('demo', 'coco-snp', '--break', 'tcb');
  expect(printed).toMatch(/FAILED at step "attest": .*TCB version is too old \(evidence\/minimum-tcb\)\n {2}broken on purpose: /);
  expect(exitCode).toBe(1);
});
