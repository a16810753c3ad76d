import { expect, it } from 'vitest';
import { sampleVerifier } from '../evidence/sample-verifier.js';
import { httpRequest } from '../http-message.js';
import { openedAt, openLaboratory } from '../testing/laboratory.js';
import { answerContainer, type GuestApiFeature } from './guest-api.js';

const path = 'default/key/key2';

it('gives a container the bytes of a secret, as the SNP guide shows', async () => {
  const ask = await opened('resource');
  expect(await ask('GET', `/cdh/resource/${path}`)).toEqual([200, 'Testing a key\n']);
});

it('says why there is no secret', async () => {
  const ask = await opened('resource', 'deny_all');
  const [status, text] = await ask('GET', `/cdh/resource/${path}`);
  expect([status, text]).toEqual([500, expect.stringContaining('Resource not permitted.')]);
});

it('offers what the kernel command line says, and nothing else', async () => {
  const [resource, attestation, all] = await Promise.all(
    (['resource', 'attestation', 'all'] as const).map((feature) => opened(feature)),
  );
  const token = '/aa/token?token_type=kbs';
  expect(await resource?.('GET', token)).toEqual([404, 'Attestation Feature Not Enabled']);
  expect(await attestation?.('GET', `/cdh/resource/${path}`)).toEqual([404, 'Resource Feature Not Enabled']);
  for (const ask of [attestation, all]) expect(await ask?.('GET', token)).toEqual([200, expect.stringMatching(/^\{"token":"ey/)]);
  expect(await all?.('GET', '/aa/evidence?runtime_data=abc')).toEqual([200, '{"svn":"1","report_data":"YWJj"}']);
  expect(await all?.('GET', '/aa/evidence?runtime_data=YWJj&encoding=base64')).toEqual([200, '{"svn":"1","report_data":"YWJj"}']);
  expect(await all?.('GET', `/aa/evidence?runtime_data=${'x'.repeat(65)}`)).toEqual([
    500,
    'Report data must be no more than 64 bytes',
  ]);
});

it('answers nobody but the guest itself', async () => {
  const ask = await opened('resource');
  for (const from of ['10.0.0.1', '127.0.0.1.evil', '::2', ''])
    expect(await ask('GET', `/cdh/resource/${path}`, from)).toEqual([403, 'Forbidden']);
  for (const from of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect(await ask('GET', `/cdh/resource/${path}`, from)).toEqual([200, 'Testing a key\n']);
});

it('does not know other paths and methods', async () => {
  const ask = await opened('all');
  for (const target of ['/', '/cdh', '/cdh/resource/', '/cdh/other/x', '/elsewhere', '/aa/aael'])
    expect([target, ...(await ask('GET', target))]).toEqual([target, 404, 'URL NOT FOUND']);
  expect(await ask('POST', '/info')).toEqual([405, 'Method Not Allowed']);
  expect(await ask('GET', '/info')).toEqual([200, '{"version":"0.1.0","feature":"all"}']);
  for (const target of ['/aa/token', '/aa/evidence', '/aa/evidence?runtime_data=a&encoding=hex'])
    expect(await ask('GET', target)).toEqual([400, 'BAD REQUEST']);
});

async function opened(feature: GuestApiFeature, policy = 'allow_all') {
  const { administrator, guest } = openLaboratory('2024-08', { verifiers: [sampleVerifier] });
  await administrator.setResource(path, Buffer.from('Testing a key\n'), openedAt);
  await administrator.setResourcePolicy(policy, openedAt);
  const { agent, hub } = guest();
  return async (method: string, target: string, from = '127.0.0.1') => {
    const { status, body } = await answerContainer({ feature, agent, hub }, httpRequest(method, target), from, openedAt);
    return [status, Buffer.from(body).toString()] as const;
  };
}
