import { afterEach, expect, it } from 'vitest';
import { intelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import { tdxPlatform } from '../../../sim/attestation/intel/platform/tdx-platform.js';
import { fetchCollateral } from '../../../sim/attestation/intel/provisioning/fetch-collateral.js';
import type { ProvisioningFault } from '../../../sim/attestation/intel/provisioning/provisioning-service.js';
import type { HttpService } from '../http/serve-http.js';
import { servePccs } from './serve-pccs.js';

const authorities = intelAuthorities();
const platform = tdxPlatform(authorities, 'h0');
let served: HttpService | undefined;
afterEach(() => served?.stop());

async function serving(fault?: ProvisioningFault): Promise<string> {
  const service = { authorities, platforms: [platform] };
  served = await servePccs({ service: () => service, fault: () => fault, nowSeconds: () => 1_790_000_000 });
  return served.url;
}

it('a client gathers over HTTP what a verifier needs', async () => {
  const url = await serving();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const answers = new Map<string, { status: number; headers: Record<string, string>; body: Buffer }>();
  const targets = ['/tdx/certification/v4/tcb?fmspc=B0C06F000000', '/tdx/certification/v4/qe/identity', '/IntelSGXRootCA.der'];
  for (const target of [...targets, '/sgx/certification/v4/pckcrl?ca=platform&encoding=der']) {
    const answer = await fetch(`${url}${target}`);
    const body = Buffer.from(await answer.arrayBuffer());
    answers.set(target, { status: answer.status, headers: Object.fromEntries(answer.headers), body });
  }
  const fetched = fetchCollateral((target) => answers.get(target) ?? expect.fail(target), 'B0C06F000000', 'platform');
  expect(fetched).toMatchObject({ ok: true, value: { tcbInfo: expect.stringContaining('"id":"TDX"') } });
});

it.each([
  ['throttled', 429],
  ['outage', 503],
] as const)('when it is %s, every request is answered with %d', async (fault, status) => {
  const answer = await fetch(`${await serving(fault)}/tdx/certification/v4/qe/identity`);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('retry-after')).toBe(fault === 'throttled' ? '10' : null);
});

it('who asks too often is told when to come again, and is served then', async () => {
  let seconds = 1_790_000_000;
  const service = { authorities, platforms: [platform] };
  served = await servePccs({ service: () => service, nowSeconds: () => seconds, limit: { requests: 1, windowSeconds: 10 } });
  const statusOf = async (): Promise<number> => (await fetch(`${served?.url}/IntelSGXRootCA.der`)).status;
  expect([await statusOf(), await statusOf()]).toEqual([200, 429]);
  seconds += 10;
  expect(await statusOf()).toBe(200);
});

it('nothing can be written', async () => {
  const answer = await fetch(`${await serving()}/sgx/certification/v4/platforms`, { method: 'PUT', body: '{}' });
  expect(answer.status).toBe(405);
});

it('a port that is taken is a mistake of usage', async () => {
  const { port } = new URL(await serving());
  const again = servePccs({ service: () => ({ authorities, platforms: [] }), nowSeconds: () => 0, port: Number(port) });
  await expect(again).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/);
});
