import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyRequestTarget } from '../../sim/attestation/amd/key-distribution.js';
import { quoteOverTransport } from '../../sim/attestation/guest/quote-transport.js';
import { readQuote } from '../../sim/attestation/intel/quote/read-quote.js';
import { TrustDomain } from '../../sim/attestation/intel/report/trust-domain.js';
import { collateralOverHttp } from '../attest/collateral-over-http.js';
import { fetchCertificates } from '../attest/fetch-certificates.js';
import { connectionTo, socketTransport } from '../attest/quote-over-socket.js';
import { snpPlatformOf } from '../attest/snp-platform-of.js';
import { tdxPlatformOf } from '../attest/tdx-platform-of.js';
import { describedHost } from '../commands/host-options.js';
import { processTerminal } from '../terminal.js';
import { type AttestationFlags, attestationOfHosts, checkAttestationFlags } from './attestation-of-hosts.js';
import { exchangeOverHttp } from './http/exchange-over-http.js';

const none: AttestationFlags = {
  kds: undefined,
  pccs: undefined,
  qgs: undefined,
  kbs: undefined,
  'kbs-dialect': '2026',
  'kbs-key': undefined,
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fauxmetal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function host(name: string, machine = name) {
  const request = { machine, setting: [], kernel: undefined, qemu: undefined, libvirt: undefined, ovmf: undefined };
  return { name, request };
}

async function whileServed(
  hosts: readonly ReturnType<typeof host>[],
  flags: Partial<AttestationFlags>,
  act: (where: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const services = attestationOfHosts(hosts, { ...none, ...flags }, processTerminal());
  try {
    await act(await services.serve());
  } finally {
    await services.stop();
  }
}

it('certifies the keys of the AMD hosts, until it is stopped', async () => {
  let url = '';
  const genoa = host('genoa');
  const { chip, firmware } = snpPlatformOf('genoa', describedHost(genoa.request));
  await whileServed([genoa, host('emerald-rapids')], { kds: 0 }, async (where) => {
    url = where.kds ?? '';
    const fetched = await fetchCertificates(exchangeOverHttp(url), chip, firmware.reportedTcb);
    expect(fetched.ok && fetched.value.map(({ kind }) => kind)).toEqual(['VCEK', 'ASK', 'ARK']);
  });
  await expect(fetch(`${url}${keyRequestTarget(chip, firmware.reportedTcb)}`)).rejects.toThrow();
});

it('makes quotes for each Intel host on a socket of its own, and gives out collateral for them', async () => {
  const hosts = [host('emerald-rapids'), host('emerald-rapids-2', 'emerald-rapids')];
  await whileServed(hosts, { pccs: 0, qgs: `unix:${folder}` }, async (where) => {
    expect(Object.keys(where)).toEqual(['pccs', 'emerald-rapids qgs', 'emerald-rapids-2 qgs']);
    const address = where['emerald-rapids-2 qgs'] ?? '';
    expect(address).toBe(`unix:${folder}/emerald-rapids-2/qgs.socket`);
    const platform = tdxPlatformOf('emerald-rapids-2', describedHost(host('emerald-rapids').request));
    const report = new TrustDomain(platform, { mrTd: Buffer.alloc(48, 1) }).report(Buffer.alloc(64));
    const { transport, carry } = socketTransport(connectionTo(address));
    const quote = await carry(() => quoteOverTransport(transport, report, 8000));
    expect(quote.ok && readQuote(quote.value).ok).toBe(true);
    const fmspc = Buffer.from(platform.identity.fmspc).toString('hex');
    expect((await collateralOverHttp(exchangeOverHttp(where.pccs ?? ''), fmspc, platform.pck.ca)).ok).toBe(true);
  });
  expect(existsSync(join(folder, 'emerald-rapids-2'))).toBe(false);
});

it('opens a key broker for whoever has the administrator’s key', async () => {
  const file = join(folder, 'private.key');
  await whileServed([host('genoa')], { kbs: 0, 'kbs-key': file }, async (where) => {
    expect(readFileSync(file, 'utf8')).toMatch(/PRIVATE KEY/);
    const answer = await fetch(`${where.kbs}/kbs/v0/auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version: '0.4.0', tee: 'snp', 'extra-params': '' }),
    });
    expect(answer.status).toBe(200);
  });
});

it.each<[Partial<AttestationFlags>, RegExp]>([
  [{ kds: 70_000 }, /--kds takes a port/],
  [{ kbs: Number.NaN }, /--kbs takes a port/],
  [{ qgs: 'qgs' }, /error parsing address/],
  [{ 'kbs-key': 'file' }, /says nothing without a key broker/],
])('%j is wrong usage', (flags, problem) => {
  expect(() => checkAttestationFlags({ ...none, ...flags })).toThrow(problem);
});

it('refuses to serve what none of the hosts has', async () => {
  await expect(whileServed([host('rome')], { kds: 0 }, async () => {})).rejects.toThrow('none of these hosts makes SNP reports');
  await expect(whileServed([host('genoa')], { pccs: 0 }, async () => {})).rejects.toThrow('none of these hosts makes TDX quotes');
});
