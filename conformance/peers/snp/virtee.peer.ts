import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amdAuthorities } from '../../../sim/attestation/amd/authorities.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { outputBytes, run } from '../program.js';
import { builtRust, installedCrate } from './built-rust.js';
import { type ShownHost, shownHosts, shownVersions, withFlippedBit } from './hosts.js';

// The crate that Trustee and snpguest verify with, and snphost, which hosts of confidential guests are set up with, take our evidence with
// our root, and refuse it with somebody else's.

const sevVersion = '8.0.0';
const snphostVersion = '0.9.0';

const hosts = [...shownHosts('Milan', 8), ...shownHosts('Genoa', 8), ...shownHosts('Turin', 4)];

let virtee: Outcome<string, string>;
let snphost: Outcome<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-snp-'));

beforeAll(async () => {
  virtee = await builtRust('virtee', [
    `sev = { version = "=${sevVersion}", default-features = false, features = ["snp", "crypto_nossl"] }`,
  ]);
  snphost = await installedCrate('snphost', snphostVersion);
}, 3_600_000);

afterAll(() => rmSync(folder, { recursive: true }));

it('the crate sev accepts every host in every version of reports', async (context) => {
  if (!virtee.ok) return context.skip(virtee.reason);
  const verdicts = await judged(virtee.value, (host, report) => written(host, report));
  expect(verdicts.filter(([, verdict]) => verdict !== 'ok')).toEqual([]);
  await context.annotate(`virtee sev ${sevVersion}: ${hosts.length} hosts × ${shownVersions.length} versions accepted`);
});

it.for([
  ['a foreign root', (host: ShownHost, report: Buffer) => written(host, report, { ark: 'foreign' })],
  ['foreign authorities', (host: ShownHost, report: Buffer) => written(host, report, { ark: 'foreign', ask: 'foreign' })],
  ['the chip of another host', (host: ShownHost, report: Buffer) => written(host, report, { leaf: otherLeaf(host) })],
  ['a flipped bit', (host: ShownHost, report: Buffer) => written(host, withFlippedBit(report))],
] as const)('the crate sev refuses every one of them with %s', async ([what, write], context) => {
  if (!virtee.ok) return context.skip(virtee.reason);
  const verdicts = await judged(virtee.value, write);
  expect([what, verdicts.filter(([, verdict]) => verdict === 'ok')]).toEqual([what, []]);
  expect(verdicts.length).toBe(hosts.length * shownVersions.length);
  await context.annotate(`virtee sev ${sevVersion}: ${verdicts.length} refusals with ${what}`);
});

it('snphost finds every signature of every chain, and misses the right one under a foreign root', async (context) => {
  if (!snphost.ok) return context.skip(snphost.reason);
  for (const host of hosts) {
    const found = [await shown(snphost.value, host), await shown(snphost.value, host, 'foreign')];
    expect([host.name, found]).toEqual([
      host.name,
      [
        ['ARK •', 'ARK ⬑ ask', 'ask ⬑ vcek'],
        ['ARK •', 'ARK ⬑̸ ask', 'ask ⬑ vcek'],
      ],
    ]);
  }
  await context.annotate(`snphost ${snphostVersion} verify certs: ${hosts.length} chains, with our root and with a foreign one`);
});

interface Writing {
  readonly ark?: string;
  readonly ask?: string;
  readonly leaf?: Buffer;
}

/** Writes what the programs read; returns the folder. */
function written(host: ShownHost, report: Buffer, writing: Writing = {}): string {
  const path = mkdtempSync(join(folder, `${host.name}-`));
  const { ark = 'fauxmetal', ask = 'fauxmetal', leaf = host.leaf } = writing;
  writeFileSync(join(path, 'ark.der'), amdAuthorities(host.line, ark).ark.certificate);
  writeFileSync(join(path, 'ask.der'), amdAuthorities(host.line, ask).ask.certificate);
  for (const name of ['vek.der', 'vcek.der']) writeFileSync(join(path, name), leaf);
  writeFileSync(join(path, 'report.bin'), report);
  return path;
}

function otherLeaf(host: ShownHost): Buffer {
  const other = hosts.find(({ line, name }) => line === host.line && name !== host.name);
  if (other === undefined) throw new Error(`${host.name} is the only host of its line`);
  return other.leaf;
}

/** What the crate says of each host and version. */
async function judged(
  program: string,
  write: (host: ShownHost, report: Buffer) => string,
): Promise<readonly (readonly [path: string, verdict: string])[]> {
  const paths = hosts.flatMap((host) => shownVersions.map((version) => write(host, host.reportOf(version))));
  const output = await outputBytes(program, [], `${paths.join('\n')}\n`);
  if (!output.ok) throw new Error(output.reason);
  const verdicts = output.value.toString().trimEnd().split('\n');
  return paths.map((path, at) => [path, verdicts[at] ?? 'no answer']);
}

/** The lines snphost prints for a chain, one a signature, without colours. */
async function shown(program: string, host: ShownHost, ark = 'fauxmetal'): Promise<readonly string[]> {
  const path = written(host, Buffer.alloc(0), { ark });
  mkdirSync(path, { recursive: true });
  const { stdout } = await run(program, ['verify', 'certs', path]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are the colours
  const plain = stdout.replace(/\u001b\[[0-9;]*m/g, '');
  return plain
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^(ARK|ask) /.test(line));
}
