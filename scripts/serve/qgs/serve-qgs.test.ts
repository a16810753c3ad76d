import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { intelAuthorities } from '../../../sim/attestation/intel/platform/intel-authorities.js';
import { tdxPlatform } from '../../../sim/attestation/intel/platform/tdx-platform.js';
import { qemuQuoteRequest, readByQemu } from '../../../sim/attestation/intel/qgs/qemu-quote-request.js';
import { readQuote } from '../../../sim/attestation/intel/quote/read-quote.js';
import { TrustDomain } from '../../../sim/attestation/intel/report/trust-domain.js';
import { readListenAddress } from './listen-address.js';
import { type ServedQgs, serveQgs } from './serve-qgs.js';

const platform = tdxPlatform(intelAuthorities(), 'h0');
const report = new TrustDomain(platform, { mrTd: Buffer.alloc(48, 1) }).report(Buffer.alloc(64, 2));

let folder = '';
let served: ServedQgs | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fauxmetal-'));
});
afterEach(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true });
});

/** Everything a service sends until it closes, when it is sent these pieces. */
async function sent(where: NetConnectOpts, ...pieces: readonly Buffer[]): Promise<Buffer> {
  const socket = connect(where);
  const bytes: Buffer[] = [];
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('data', (chunk) => bytes.push(chunk));
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await closed;
  return Buffer.concat(bytes);
}

it('QEMU fetches a quote over a Unix socket that is its owner’s alone, and the socket goes with the service', async () => {
  const path = join(folder, 'qgs.socket');
  served = await serveQgs(`unix:${path}`, { service: { platform } });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const request = qemuQuoteRequest(report);
  const quote = readByQemu(await sent({ path }, request.subarray(0, 3), request.subarray(3, 400), request.subarray(400)));
  expect(quote.ok && readQuote(quote.value)).toMatchObject({ ok: true });
  await served.stop();
  expect(readdirSync(folder)).toEqual([]);
});

it('a bare report is answered with a bare quote, over the port that stands in for VSOCK', async () => {
  served = await serveQgs('vsock:2:0', { service: { platform } });
  const port = Number(/^127\.0\.0\.1:(\d+)$/.exec(served.address)?.[1]);
  const quote = await sent({ port, host: '127.0.0.1' }, report.subarray(0, 500), report.subarray(500));
  expect(readQuote(quote)).toMatchObject({ ok: true });
});

it('what is no request is not answered, and logged', async () => {
  const lines: string[] = [];
  const path = join(folder, 'qgs.socket');
  served = await serveQgs(`unix:${path}`, { service: { platform }, log: (line) => lines.push(line) });
  expect(await sent({ path }, Buffer.alloc(1024, 7))).toEqual(Buffer.alloc(0));
  expect(lines).toEqual(['Not a legimit TD report, stop']);
});

it.each([
  ['unix:/run/tdx-qgs/qgs.socket', { path: '/run/tdx-qgs/qgs.socket' }],
  ['vsock:2:4050', { tcp: { host: '127.0.0.1', port: 4050 } }],
  ['localhost:1234', { tcp: { host: '127.0.0.1', port: 1234 } }],
  ['[::1]:1234', { tcp: { host: '::1', port: 1234 } }],
])('%s is a place to listen', (text, address) => {
  expect(readListenAddress(text)).toEqual(address);
});

it.each([
  ['192.0.2.1:4050', /can be reached by other machines/],
  ['vsock:2:70000', /no counterpart/],
  ['qgs', /error parsing address 'qgs'/],
])('%s is not', (text, problem) => {
  expect(() => readListenAddress(text)).toThrow(problem);
});
