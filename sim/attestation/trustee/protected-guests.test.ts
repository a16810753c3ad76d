import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asMrConfigId } from '../intel/verify/tdx-verifier.js';
import { sampleVerifier } from './evidence/sample-verifier.js';
import { openedAt, openLaboratory } from './testing/laboratory.js';
import { snpAttester, snpTrust, tdxAttester, tdxTrust } from './testing/protected-guests.js';
import { unverifiedToken } from './token/json-web-signature.js';

const verifiers = [sampleVerifier, snpTrust, tdxTrust];
const secret = Buffer.from('Testing a key\n');
const path = 'default/key/key2';

describe.each(['2024-08', '2026'] as const)('a broker of %s with the policy it comes with', (dialect) => {
  it.each([
    ['SNP', snpAttester()],
    ['TDX', tdxAttester()],
  ])('gives a secret to a guest under %s', async (_, attester) => {
    const { administrator, guest } = openLaboratory(dialect, { verifiers, attester });
    await administrator.setResource(path, secret, openedAt);
    expect(await guest().hub.resource(path, openedAt)).toEqual({ ok: true, value: Uint8Array.from(secret) });
  });

  it.each([
    ['SNP', snpAttester({ authorities: 'foreign' }), 'evidence/root'],
    ['TDX', tdxAttester({ authorities: 'foreign' }), 'evidence/root'],
  ])('gives nothing to a guest under %s of roots nobody trusts', async (_, attester, code) => {
    const { administrator, guest } = openLaboratory(dialect, { verifiers, attester });
    await administrator.setResource(path, secret, openedAt);
    expect(await guest().hub.resource(path, openedAt)).toMatchObject({ ok: false, reason: { kind: 'attestation', code } });
  });
});

it('holds initdata against what the guest was launched with', async () => {
  const initData = 'version = "0.1.0"\nalgorithm = "sha384"\n[data]\n"aa.toml" = \'\'\'\n[token_configs]\n\'\'\'\n';
  const initDataDigest = hash('sha384', initData, 'buffer');
  for (const [make, code] of [
    [snpAttester, 'evidence/host-data'],
    [tdxAttester, 'evidence/init-data'],
  ] as const) {
    const { guest } = openLaboratory('2026', { verifiers, attester: make({ initDataDigest }) });
    const token = await guest({ initData }).agent.attest();
    const evidence = token.ok ? evidenceIn(token.value) : {};
    expect(evidence).toMatchObject({ init_data_claims: { 'aa.toml': '[token_configs]\n' } });
    expect(await guest({ initData: `${initData}# more` }).agent.attest()).toMatchObject({ ok: false, reason: { code } });
  }
  expect(asMrConfigId(initDataDigest)).toHaveLength(48);
});

it('gives no token in 2024 to a guest whose measurement is not among the approved ones', async () => {
  const { broker, guest } = openLaboratory('2024-08', { verifiers, attester: snpAttester() });
  broker.approve({ 'snp.measurement': [Buffer.alloc(48, 0x4d).toString('base64')], 'tdx.tcb_status': ['UpToDate'] });
  const token = await guest().agent.attest();
  expect(unverifiedToken(token.ok ? token.value : '')?.claims['reference-data']).toEqual({
    'snp.measurement': [expect.any(String)],
  });
  broker.approve({ 'snp.measurement': ['another'] });
  expect(await guest().agent.attest()).toMatchObject({ ok: false, reason: { code: 'attestation-policy' } });
  broker.approve({ 'snp.measurement': [] });
  expect((await guest().agent.attest()).ok).toBe(true);
});

it('gives out a token about as long as that of the SNP guide, 2,652 bytes with what is around it', async () => {
  const laboratory = openLaboratory('2024-08', { verifiers, attester: snpAttester({ reportVersion: 2 }) });
  await laboratory.guest().agent.attest();
  expect(Math.abs((laboratory.answers[1]?.response.body.length ?? 0) - 2652)).toBeLessThan(40);
});

function evidenceIn(token: string): unknown {
  const submods = unverifiedToken(token)?.claims['submods'] as Record<string, Record<string, unknown>>;
  return submods['cpu0']?.['ear.veraison.annotated-evidence'];
}
