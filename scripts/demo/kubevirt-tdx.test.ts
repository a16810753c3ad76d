import { expect, it } from 'vitest';
import type { breaks } from './breaks.js';
import { linesOf, toldDemo } from './demo-runs.js';

it.each(['tdvmcall', 'vsock'])('Intel’s article ends with a token that verifies, with quotes over %s', async (way) => {
  const run = await toldDemo('kubevirt-tdx', '--way', way);
  expect(run).toMatchObject({ exitCode: 0, ok: true, result: { claims: { attester_tcb_status: 'UpToDate', ver: '1.0.0' } } });
  expect(run.result?.token).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(linesOf(run, 'guest').join('\n')).toMatch(/tdx: Guest detected/);
  expect(linesOf(run, 'keys')).toContain('tdx 1');
  expect(linesOf(run, 'vm').some((line) => line.includes('QGS: vsock:2:4050'))).toBe(way === 'tdvmcall');
});

const refusals: Readonly<Record<keyof typeof breaks, string>> = {
  root: 'evidence/root',
  nonce: 'nonce-used',
  tcb: 'evidence/tcb-out-of-date',
  policy: 'policy-unmatched',
  'cert-chain': 'evidence/certificate-chain',
};

it.each(Object.entries(refusals))('there is no token, for a reason of its own, when %s is broken', async (broken, code) => {
  const run = await toldDemo('kubevirt-tdx', '--break', broken);
  expect(run).toMatchObject({ exitCode: 1, ok: false, broken, failure: { step: 'token', code } });
  expect(run.failure?.message).not.toBe('');
});
