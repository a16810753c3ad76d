import { get } from 'node:https';
import { expect, it } from 'vitest';
import { dnsNames } from '../../../sim/attestation/certificates/extensions.js';
import { issueCertificate } from '../../../sim/attestation/certificates/issue-certificate.js';
import { pemOf } from '../../../sim/attestation/certificates/pem.js';
import { ecKey } from '../../../sim/attestation/keys/ec-key.js';
import { textResponse } from '../../../sim/attestation/trustee/http-message.js';
import { exchangeOverHttp } from './exchange-over-http.js';
import { type HttpAnswer, serveHttp } from './serve-http.js';

const echo: HttpAnswer = ({ method, target, headers, body }, from) =>
  textResponse(201, [method, target, headers['x-name'] ?? '-', Buffer.from(body).toString(), from].join(' '), {
    'x-answer': 'yes',
  });

it('hands on a request as it came, and the answer as it is', async () => {
  const { url, stop } = await serveHttp(echo);
  const exchange = exchangeOverHttp(`${url}/`);
  for (const headers of [{}, { 'content-type': 'application/json' }, { 'content-type': 'application/x-unheard-of' }]) {
    const request = {
      method: 'POST',
      target: '/a/b?c=d',
      headers: { ...headers, 'x-name': 'n' },
      body: Buffer.from('{not json'),
    };
    const { status, headers: answered, body } = await exchange(request);
    const text = Buffer.from(body).toString();
    expect([status, answered['x-answer'], text]).toEqual([201, 'yes', 'POST /a/b?c=d n {not json 127.0.0.1']);
  }
  await stop();
  await expect(exchange({ method: 'GET', target: '/', headers: {}, body: new Uint8Array() })).rejects.toThrow();
});

it('keeps to itself what went wrong within', async () => {
  const failing = () => {
    throw new Error('a secret');
  };
  const { url, stop } = await serveHttp(failing);
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([500, '']);
  await stop();
});

it('speaks HTTPS with a certificate', async () => {
  const key = ecKey('P-256', 'https', 'server');
  const name = [['CN', 'localhost']] as const;
  const contents = { serial: 1, subject: name, publicKey: key.publicKey, notBefore: 1_577_836_800, notAfter: 2_524_608_000 };
  const issuer = { name, key, algorithm: 'ecdsa-sha256' } as const;
  const certificate = pemOf(issueCertificate({ ...contents, extensions: [dnsNames('localhost')] }, issuer));
  const tls = { certificate, key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  const { url, stop } = await serveHttp(echo, { tls });
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const status = await new Promise((resolve, reject) => {
    get(`${url}/x`, { ca: certificate, servername: 'localhost' }, ({ statusCode }) => resolve(statusCode)).on('error', reject);
  });
  expect(status).toBe(201);
  await stop();
});

it('does not listen where it was not asked to, nor twice on one port', async () => {
  await expect(serveHttp(echo, { host: 'localhost' })).rejects.toThrow('no IP address');
  await expect(serveHttp(echo, { host: '0.0.0.0' })).rejects.toThrow('can be reached by other machines');
  const { url, stop } = await serveHttp(echo);
  await expect(serveHttp(echo, { port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  await stop();
});
