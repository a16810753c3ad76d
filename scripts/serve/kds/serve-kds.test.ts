import { afterEach, expect, it } from 'vitest';
import { chipOf } from '../../../sim/attestation/amd/chip.js';
import { exampleReleases } from '../../../sim/attestation/amd/example-platform.js';
import { answerKeyRequest, keyRequestTarget } from '../../../sim/attestation/amd/key-distribution.js';
import { type KdsSetting, type ServedKds, serveKds } from './serve-kds.js';

const chip = chipOf('Genoa', 'host');
const service = { chips: [chip] };
const now = 1_780_272_000;
const running: ServedKds[] = [];

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

it('a client over HTTP gets the bytes of the simulated service, and only this machine reaches it', async () => {
  const kds = await started();
  expect(kds.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  for (const target of [keyRequestTarget(chip, exampleReleases.Genoa.tcb), '/vcek/v1/Genoa/cert_chain', '/vcek/v1/Genoa/crl']) {
    const response = await fetch(`${kds.url}${target}`);
    const expected = answerKeyRequest(service, 'GET', target, now);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expected.headers['content-type']]);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(expected.body);
  }
  expect((await fetch(`${kds.url}/vcek/v1/Genoa/00`)).status).toBe(404);
  expect((await fetch(`${kds.url}/vcek/v1/Genoa/crl`, { method: 'POST', body: 'x'.repeat(5000) })).status).toBeGreaterThanOrEqual(
    400,
  );
});

it('it can be out of order and work again', async () => {
  let fault: ReturnType<NonNullable<KdsSetting['fault']>>;
  const kds = await started({ fault: () => fault });
  const statusOf = async (): Promise<number> => (await fetch(`${kds.url}/vcek/v1/Genoa/cert_chain`)).status;
  fault = 'outage';
  expect(await statusOf()).toBe(503);
  fault = undefined;
  expect(await statusOf()).toBe(200);
});

it('a port that is taken is a usage error', async () => {
  const { url } = await started();
  await expect(started({ port: Number(new URL(url).port) })).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/);
});

it('who asks too often is told when to come again, and is served then', async () => {
  let seconds = now;
  const kds = await started({ nowSeconds: () => seconds, limit: { requests: 1, windowSeconds: 10 } });
  const url = `${kds.url}/vcek/v1/Genoa/cert_chain`;
  expect((await fetch(url)).status).toBe(200);
  const refused = await fetch(url);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  seconds += 10;
  expect((await fetch(url)).status).toBe(200);
});

async function started(more: Partial<KdsSetting> = {}): Promise<ServedKds> {
  const kds = await serveKds({ service: () => service, nowSeconds: () => now, ...more });
  running.push(kds);
  return kds;
}
