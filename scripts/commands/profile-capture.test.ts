import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleText } from '../../profiles/capture/bundle-text.js';
import { composeHost } from '../../profiles/index.js';
import { Host } from '../../sim/host/host.js';
import { openTree } from '../../sim/surfaces/index.js';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-capture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundle = join(folder, 'milan.capture');
const tree = openTree(new Host(composeHost({ machine: 'milan-253', settings: { 'min-sev-asid': 10 } })));
const sections = tree.entries().map(({ file }) => {
  const content = file.read();
  return { name: file.path, text: content.ok ? content.text : '' };
});
writeFileSync(bundle, bundleText(sections));

describe('fauxmetal profile capture', () => {
  const out = join(folder, 'shelf-nine.yaml');

  it('writes a machine file that profile check accepts, named after the file', async () => {
    const result = await fauxmetal('profile', 'capture', bundle, '--out', out);
    expect(result).toMatchObject({ noted: '', exitCode: 0 });
    expect(result.printed).toContain('shelf-nine: AMD EPYC 7313 16-Core Processor, captured under Linux 6.18');
    expect(readFileSync(out, 'utf8')).toMatch(/^# yaml-language-server: \$schema=\S+machine\.schema\.json\n# Made by /);
    expect((await fauxmetal('profile', 'check', out)).printed).toBe(`ok    ${out}\n1 of 1 profiles are fine\n`);
  });

  it('says what is to be filled in and what differs from the nearest known machine', async () => {
    const { printed } = await fauxmetal('profile', 'capture', bundle, '--out', out, '--force');
    expect(printed).toContain('please fill in, for it could not be seen; verdicts that rest on it are provisional:\n');
    expect(printed).toMatch(/^amd\.cpuid8000001f\.ebx +0x4133 /m);
    expect(printed).toMatch(/^nearest known machine: milan-253 \(the same family, model and stepping\), \d+ differences\n/m);
    expect(printed).toMatch(/^amd\.cpuid8000001f\.edx +10 \(derived\) +15 \(captured\)$/m);
  });

  it('prints the file on standard output without --out, and the rest beside it', async () => {
    const { printed, noted } = await fauxmetal('profile', 'capture', bundle, '--id', 'mine');
    expect(printed).toMatch(/^# yaml-language-server[^\n]*\n[^\n]*\nid: mine\n/);
    expect(noted).toContain('nearest known machine: milan-253');
  });

  it('gives the same as JSON', async () => {
    const { printed } = await fauxmetal('profile', 'capture', bundle, '--json');
    const result = JSON.parse(printed) as Record<string, unknown>;
    expect(Object.keys(result)).toEqual(['id', 'yaml', 'provenance', 'assumed', 'notes', 'nearest']);
    expect(result).toMatchObject({ id: 'amd-epyc-7313', nearest: { id: 'milan-253' }, notes: [] });
  });

  it('never overwrites without --force', async () => {
    writeFileSync(out, 'mine\n');
    const refused = await fauxmetal('profile', 'capture', bundle, '--out', out);
    expect(refused).toMatchObject({ printed: '', exitCode: 2 });
    expect(refused.noted).toContain(`${out}: the file is there already; choose another name, or replace it with --force`);
    expect(readFileSync(out, 'utf8')).toBe('mine\n');
    expect((await fauxmetal('profile', 'capture', bundle, '--out', out, '--force')).exitCode).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('id: shelf-nine');
  });

  it.each([
    [['no.capture'], 'no.capture: there is no such file; name the output of scripts/capture/capture-host.sh'],
    [[bundle, '--id', 'Shelf 9'], '"Shelf 9" is no machine id; give --id with lower-case letters'],
    [[bundle, '--out', join(folder, 'none/x.yaml')], 'there is no such folder; make it first'],
    [[bundle, '--out', folder], 'the file is there already'],
    [[join(folder, 'cut.capture')], 'cut.capture:2: /sys/fs/cgroup/misc.capacity has 17 bytes, but only'],
  ])('refuses %j with one sentence and exit code 2', async (words, message) => {
    writeFileSync(join(folder, 'cut.capture'), readFileSync(bundle).subarray(0, 85));
    const before = readdirSync(folder);
    const { printed, noted, exitCode } = await fauxmetal('profile', 'capture', ...words);
    expect({ printed, exitCode }).toEqual({ printed: '', exitCode: 2 });
    expect(noted).toContain(message);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('writes nothing for a malformed bundle', async () => {
    const broken = join(folder, 'broken.capture');
    writeFileSync(broken, readFileSync(bundle, 'utf8').replace('\nvendor_id', '\nvendor'));
    const target = join(folder, 'broken.yaml');
    expect((await fauxmetal('profile', 'capture', broken, '--out', target)).exitCode).toBe(2);
    expect(existsSync(target)).toBe(false);
  });
});

describe('fauxmetal profile diff', () => {
  it('lists the facts two machines do not share, with their provenance', async () => {
    const { printed, exitCode } = await fauxmetal('profile', 'diff', 'milan', 'milan-253');
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^FACT +milan +milan-253\n/);
    expect(printed).toMatch(/^amd\.cpuid8000001f\.ecx +509 \(captured\) +253 \(captured\)$/m);
  });

  it('shows of long lists what only one side has, and of a part only one side has the other as a dash', async () => {
    const { printed } = await fauxmetal('profile', 'diff', 'rome', 'skylake');
    expect(printed).toMatch(/^cpu\.flags +only here: /m);
    expect(printed).toMatch(/^amd\.smee +true \(\w+\) +–$/m);
  });

  it('says so when two machines do not differ', async () => {
    expect((await fauxmetal('profile', 'diff', 'rome', 'rome')).printed).toBe('rome and rome do not differ\n');
  });

  it('takes files as well as ids, and gives both sides as JSON', async () => {
    const file = 'profiles/machines/rome.yaml';
    const { printed } = await fauxmetal('profile', 'diff', file, 'naples', '--json');
    const { left, right, differences } = JSON.parse(printed) as { left: object; right: object; differences: { path: string }[] };
    expect([left, right]).toEqual([
      { id: 'rome', file },
      { id: 'naples', file: 'profiles/machines/naples.yaml' },
    ]);
    expect(differences.find(({ path }) => path === 'amd.cpuid8000001f.ecx')).toMatchObject({
      left: { value: 509, provenance: 'captured' },
      right: { value: 15, provenance: 'captured' },
    });
  });

  it('names the nearest machine for a misspelt one', async () => {
    const { noted, exitCode } = await fauxmetal('profile', 'diff', 'rome', 'rom');
    expect({ noted, exitCode }).toEqual({ noted: 'fauxmetal: unknown machine "rom"; did you mean "rome"?\n', exitCode: 2 });
  });
});
