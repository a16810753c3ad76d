import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubevirtKit } from '../../conformance/subjects/kubevirt.js';
import { replayFormat } from '../../reports/log.js';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-shrink-'));
const [large, small, out, baseline] = ['large.json', 'small.json', 'run', 'baseline.yaml'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
  string,
];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const theCase: Case = {
  format: caseFormat,
  stack: 'kubevirt',
  config: kubevirtKit.config,
  hosts: [
    { name: 'a', machine: 'genoa', settings: { 'min-sev-asid': 100, 'kvm-amd-sev-snp-off': true } },
    { name: 'b', machine: 'rome', settings: {} },
  ],
  commands: [
    { do: 'label', host: 'b' },
    { do: 'inspect', host: 'a' },
  ],
};
const requirement = 'kubevirt/labels/sev-snp-only-when-launchable';
const subject = { id: 'kubevirt/reference', stack: 'kubevirt', quirks: ['label-trusts-domcapabilities'] };
writeFileSync(large, JSON.stringify({ format: replayFormat, subject, requirement, case: theCase }));

describe('fauxmetal shrink', () => {
  it('makes a case small, saves it, and names the smallest change that makes it pass', async () => {
    const { printed, exitCode } = await fauxmetal('shrink', large, '--to-profile', '--out', small);
    expect(exitCode).toBe(0);
    expect(printed).toContain('before: 2 commands, 2 hosts');
    expect(printed).toContain('after:  0 commands, 1 host');
    expect(printed).toMatch(/flip: {3}fails with min-sev-asid=2, passes with min-sev-asid=1\n/);
    expect(await fauxmetal('replay', small)).toMatchObject({ exitCode: 1, printed: expect.stringContaining('FAILED') as string });
  });

  it('says it as JSON', async () => {
    const { printed } = await fauxmetal('shrink', large, '--json');
    expect(JSON.parse(printed)).toMatchObject({
      requirement,
      before: { commands: 2, hosts: 2 },
      after: { commands: 0, hosts: 1 },
    });
  });

  it('exits 3 for a case that does not fail any more', async () => {
    const fixed = join(folder, 'fixed.json');
    writeFileSync(
      fixed,
      JSON.stringify({ format: replayFormat, subject: { ...subject, quirks: [] }, requirement, case: theCase }),
    );
    expect(await fauxmetal('shrink', fixed)).toMatchObject({
      exitCode: 3,
      noted: expect.stringContaining('nothing to shrink') as string,
    });
  });
});

describe('files with cases in them', () => {
  beforeAll(async () => {
    await fauxmetal('run', '--runs', '0', '--machine', 'rome', '--shard', '1/40', '--quirk', 'label-value-empty', '--out', out);
  }, 120_000);

  it.each(['report.json', 'run.log.jsonl', '.', 'cases'])('replay takes %s', async (name) => {
    const cases = readdirSync(join(out, 'cases')).length;
    const { printed, exitCode } = await fauxmetal('replay', join(out, name));
    expect(exitCode).toBe(1);
    expect(printed.match(/^FAILED/gm)).toHaveLength(cases);
  });

  it('replay and shrink take one of several', async () => {
    const report = join(out, 'report.json');
    const { printed } = await fauxmetal('replay', report, '--number', '1');
    expect(printed.match(/^FAILED/gm)).toHaveLength(1);
    expect((await fauxmetal('shrink', report, '--number', '1')).exitCode).toBe(0);
    expect((await fauxmetal('shrink', report)).noted).toContain('say which: --number 1');
  });

  it('replay says ERROR and exits 4 for what this version cannot run', async () => {
    const gone = join(folder, 'gone.json');
    writeFileSync(gone, readFileSync(large, 'utf8').replace('"genoa"', '"genoaa"'));
    const { printed, exitCode } = await fauxmetal('replay', gone, '--json');
    expect(exitCode).toBe(4);
    expect(JSON.parse(printed)).toMatchObject([
      { verdict: 'error', message: expect.stringContaining('did you mean "genoa"') as string },
    ]);
  });

  it.each([
    [['replay', 'package.json'], 'package.json: this holds no case: it has no format'],
    [['replay', 'biome.json', '--number', '9'], 'biome.json'],
    [['replay', 'README.md'], 'README.md:1: this is not JSON'],
    [['replay', 'sim/core'], 'there are no saved cases in sim/core'],
    [['shrink', '/nowhere.json'], 'there is no file'],
  ])('%j is refused in one sentence with exit code 2', async (words, sentence) => {
    const { noted, exitCode } = await fauxmetal(...words);
    expect({ exitCode, noted }).toMatchObject({ exitCode: 2, noted: expect.stringContaining(sentence) as string });
  });

  it('a baseline is written from a report, read back, checked, and replayed', async () => {
    const words = ['--reason', 'It waits: "1.5.3"', '--expires', '2026-12-31', '--ticket', 'X-1', '--out', baseline];
    const written = await fauxmetal('baseline', 'write', join(out, 'report.json'), ...words);
    expect(written).toMatchObject({ noted: '', printed: expect.stringContaining(`${baseline}: `) as string });
    expect(await fauxmetal('baseline', 'check', baseline, '--today', '2026-12-31')).toMatchObject({ exitCode: 0 });
    const late = await fauxmetal('baseline', 'check', baseline, '--today', '2027-01-01', '--json');
    expect(late.exitCode).toBe(1);
    const [first] = JSON.parse(late.printed) as readonly object[];
    expect(first).toMatchObject({ state: 'expired', reason: 'It waits: "1.5.3"', ticket: 'X-1' });
    expect((await fauxmetal('replay', baseline)).exitCode).toBe(1);
  });

  it.each([
    [/requirement: .*/, 'requirement: kubevirt/labels/value-is-tru', ':5: failures.0.requirement: there is no requirement'],
    [/expires: .*/, 'expires: 2027-02-29', ':7: failures.0.expires: "2027-02-29" does not fit'],
    [/reason: .*/, '', 'failures.0.reason: this is missing'],
    [/fingerprint: .*/, 'fingerprint: "0000000000000000"', ':4: failures.0.fingerprint: the case beside it has the fingerprint'],
    [/fauxmetal-baseline\/1/, 'fauxmetal-baseline/2', ':2: format: "fauxmetal-baseline/2" is not known'],
  ])('a baseline with %s damaged is refused with file, line and path', async (part, damage, words) => {
    const damaged = join(folder, 'damaged.yaml');
    writeFileSync(damaged, readFileSync(baseline, 'utf8').replace(part, damage));
    const { noted, exitCode } = await fauxmetal('run', '--baseline', damaged, '--out', join(folder, 'never'));
    expect({ exitCode, noted }).toMatchObject({ exitCode: 2, noted: expect.stringContaining(words) as string });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it.each([
    [['run', '--write-baseline', 'x.yaml'], '--write-baseline needs --reason and --expires'],
    [['run', '--baseline', '/nowhere.yaml'], 'there is no such file'],
    [['baseline', 'check', '--today', 'tomorrow', '/nowhere.yaml'], '--today takes a day'],
  ])('%j is refused in one sentence', async (words, sentence) => {
    const { noted, exitCode } = await fauxmetal(...words);
    expect({ exitCode, noted }).toMatchObject({ exitCode: 2, noted: expect.stringContaining(sentence) as string });
  });
});
