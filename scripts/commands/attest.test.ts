import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amdAuthorities } from '../../sim/attestation/amd/authorities.js';
import { pemOf } from '../../sim/attestation/certificates/pem.js';
import { intelAuthorities } from '../../sim/attestation/intel/platform/intel-authorities.js';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fauxmetal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const evidence = () => join(folder, 'evidence.bin');
/** A time at which everything made on the clock of tests is good. */
const at = ['--at', '2026-01-02T00:00:00Z'];

async function verdict(...words: string[]) {
  const { printed, exitCode } = await fauxmetal('attest', 'verify', evidence(), ...at, '--json', ...words);
  return { ...(JSON.parse(printed) as { genuine: boolean; code?: string; claims?: Record<string, unknown> }), exitCode };
}

function flip(file: string, offset: number): void {
  const bytes = readFileSync(file);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

describe('a report', () => {
  const make = (...words: string[]) =>
    fauxmetal('attest', 'report', 'genoa', '--report-data', '00ff', '--out', evidence(), ...words);

  it.each([2, 3, 4, 5])('of version %i is genuine, and bound to what it was asked for', async (version) => {
    expect(await make('--report-version', `${version}`)).toMatchObject({ exitCode: 0, noted: '' });
    expect(await verdict('--report-data', '00ff')).toMatchObject({ genuine: true, exitCode: 0 });
    expect(await verdict()).toMatchObject({ genuine: true, claims: { policy_debug_allowed: false } });
    expect(await verdict('--report-data', '01ff')).toMatchObject({ genuine: false, code: 'report-data', exitCode: 1 });
  });

  it('with the host’s table behind it needs no file beside', async () => {
    await make('--extended');
    rmSync(`${evidence()}.certs.pem`);
    expect(await verdict()).toMatchObject({ genuine: true });
  });

  it.each<readonly [string, string, () => void, readonly string[]]>([
    ['changed', 'signature', () => flip(evidence(), 0x90), []],
    ['cut off', 'malformed', () => writeFileSync(evidence(), readFileSync(evidence()).subarray(0, 1000)), []],
    ['without certificates', 'certificate-missing', () => rmSync(`${evidence()}.certs.pem`), []],
    ['years later', 'expired', () => {}, ['--at', '2040-01-01T00:00:00Z']],
  ])('%s is refused', async (_, code, spoil, words) => {
    await make();
    spoil();
    const { printed, exitCode } = await fauxmetal('attest', 'verify', evidence(), ...(words.length > 0 ? words : at));
    expect(printed).toMatch(new RegExp(`^refused report: .* \\(${code}\\)\\n$`));
    expect(exitCode).toBe(1);
  });

  it('of a guest the host may debug, or of a lesser privilege level, is refused unless that is wanted', async () => {
    await make('--policy', '0xb0000');
    expect(await verdict()).toMatchObject({ genuine: false, code: 'debug-policy' });
    expect(await verdict('--allow-debug')).toMatchObject({ genuine: true });
  });

  it('under another root is refused, and taken by those who trust that root', async () => {
    await make();
    const [, ask = '', ark = ''] = readFileSync(`${evidence()}.certs.pem`, 'utf8').split(/(?=-----BEGIN)/);
    const root = join(folder, 'chain.pem');
    writeFileSync(root, ask + ark);
    expect(await verdict('--root', root)).toMatchObject({ genuine: true });
    writeFileSync(root, pemOf(amdAuthorities('Genoa', 'foreign').ark.certificate));
    expect(await verdict('--root', root)).toMatchObject({ genuine: false, code: 'root' });
  });

  it('is the same in every run, and another host’s another one', async () => {
    const [one, again, other] = await Promise.all(
      [[], [], ['--name', 'other']].map((words) => fauxmetal('attest', 'report', 'turin', ...words)),
    );
    expect(one?.printed).toMatch(/^[0-9a-f]{2368}\n$/);
    expect(again?.printed).toBe(one?.printed);
    expect(other?.printed).not.toBe(one?.printed);
  });
});

describe('a quote', () => {
  const make = (...words: string[]) =>
    fauxmetal('attest', 'quote', 'emerald-rapids', '--report-data', '00ff', '--out', evidence(), ...words);

  it.each(['v4', 'v5-tdx1.0', 'v5-tdx1.5'])('of the form %s is genuine, and bound to what it was asked for', async (form) => {
    expect(await make('--form', form, '--mr-owner', 'ab')).toMatchObject({ exitCode: 0, noted: '' });
    expect(await verdict('--report-data', '00ff')).toMatchObject({ genuine: true, claims: { tcb_status: 'UpToDate' } });
    expect(await verdict('--report-data', '01ff')).toMatchObject({ genuine: false, code: 'report-data', exitCode: 1 });
  });

  it('is refused without collateral, when it was changed, with old collateral, and under another root', async () => {
    await make();
    const { printed } = await fauxmetal('attest', 'verify', evidence(), '--at', '2026-06-01T00:00:00Z');
    expect(printed).toMatch(/^refused quote: .* \([\w-]+-expired\)\n$/);
    const root = join(folder, 'root.pem');
    writeFileSync(root, intelAuthorities('foreign').root.pem);
    expect(await verdict('--root', root)).toMatchObject({ code: 'root' });
    flip(evidence(), 600);
    expect(await verdict()).toMatchObject({ code: 'quote-signature' });
    flip(evidence(), 600);
    rmSync(`${evidence()}.collateral.json`);
    expect(await verdict()).toMatchObject({ code: 'collateral-missing' });
  });

  it('of a guest that can be debugged is refused unless that is wanted', async () => {
    await make('--debug');
    expect(await verdict()).toMatchObject({ code: 'debug' });
    expect(await verdict('--allow-debug')).toMatchObject({ genuine: true });
  });
});

it.each([
  [['report', 'rome'], /makes no SNP reports/],
  [['quote', 'genoa'], /makes no TDX quotes/],
  [['report', 'genoa', '--report-data', 'xyz'], /is not hexadecimal/],
  [['report', 'genoa', '--report-data', '00'.repeat(65)], /has 65 bytes/],
  [['report', 'genoa', '--policy', '0x0'], /starts no guest with policy 0x0/],
  [['verify', '/nowhere/evidence.bin'], /cannot be read \(ENOENT\)/],
])('attest %j is wrong usage', async (words, problem) => {
  const { noted, exitCode } = await fauxmetal('attest', ...words);
  expect(noted).toMatch(problem);
  expect(exitCode).toBe(2);
});

it('writes over nothing', async () => {
  writeFileSync(evidence(), 'mine');
  const { noted, exitCode } = await fauxmetal('attest', 'report', 'genoa', '--out', evidence());
  expect([exitCode, readFileSync(evidence(), 'utf8')]).toEqual([2, 'mine']);
  expect(noted).toMatch(/is there already/);
});
