import { expect, it } from 'vitest';
import { httpRequest } from '../http-message.js';
import { openedAt, openLaboratory } from '../testing/laboratory.js';
import { snpAttester, snpTrust } from '../testing/protected-guests.js';
import { answerContainer } from './guest-api.js';
import { guestComponents } from './guest-components.js';
import { teeKey } from './tee-key.js';

const guide = 'agent.guest_components_rest_api=resource agent.aa_kbc_params=cc_kbc::http://10.0.0.1:8080';

it('the kernel command line of the SNP guide leads a container of an SNP guest to its secret', async () => {
  const laboratory = openLaboratory('2024-08', { verifiers: [snpTrust] });
  await laboratory.administrator.setResource('default/key/key2', Buffer.from('Testing a key\n'), openedAt);
  const asked: string[] = [];
  const components = guestComponents(`console=hvc0 ${guide} quiet`, {
    ...facilities(laboratory.exchange, asked),
    attester: snpAttester(),
  });
  if (!components.ok) expect.fail(components.reason);
  const request = httpRequest('GET', '/cdh/resource/default/key/key2');
  const { status, body } = await answerContainer(components.value, request, '127.0.0.1', openedAt);
  expect([status, Buffer.from(body).toString(), asked]).toEqual([200, 'Testing a key\n', ['http://10.0.0.1:8080']]);
});

it.each([
  ['agent.guest_components_procs=none', 'starts no API'],
  ['agent.guest_components_rest_api=everything', 'is resource, attestation or all'],
  ['agent.aa_kbc_params=cc_kbc:http://10.0.0.1:8080', 'exactly one "::"'],
  ['agent.guest_components_rest_api=resource', 'asks no broker'],
])('a guest with %s starts nothing, and says why', (commandLine, reason) => {
  const { exchange } = openLaboratory('2024-08');
  const components = guestComponents(commandLine, { ...facilities(exchange, []), attester: snpAttester() });
  expect(components).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

function facilities(exchange: ReturnType<typeof openLaboratory>['exchange'], asked: string[]) {
  const exchangeWith = (url: string) => {
    asked.push(url);
    return exchange;
  };
  return { dialect: '2024-08', exchangeWith, key: teeKey('2024-08', 'fauxmetal') } as const;
}
