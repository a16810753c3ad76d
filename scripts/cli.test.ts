import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInMemory as fauxmetal } from './run-in-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('fauxmetal host show', () => {
  it.each([
    [['genoa', '--setting', 'min-sev-asid=100'], 'sev 907\nsev_es 99\n'],
    [['rome'], 'sev 509\n'],
    [['emerald-rapids'], 'tdx 31\n'],
  ])('%j prints exactly the bytes of misc.capacity', async (host, bytes) => {
    expect(await fauxmetal('host', 'show', ...host, '--surface', 'misc.capacity')).toEqual({
      printed: bytes,
      noted: '',
      exitCode: 0,
    });
  });

  it('prints one path as well as one surface', async () => {
    const shown = await fauxmetal('host', 'show', 'genoa', '--surface', '/sys/module/kvm_amd/parameters/sev');
    expect(shown.printed).toBe('Y\n');
  });

  it('shows every file with a heading, or as JSON', async () => {
    expect((await fauxmetal('host', 'show', 'rome')).printed).toContain(
      '==> /sys/fs/cgroup/misc.capacity (file, 0444) <==\nsev 509\n',
    );
    const { files } = JSON.parse((await fauxmetal('host', 'show', 'rome', '--json')).printed) as {
      files: { path: string; text?: string }[];
    };
    expect(files.find(({ path }) => path === '/sys/fs/cgroup/misc.capacity')?.text).toBe('sev 509\n');
  });

  it.each([
    [['genoaa'], 'did you mean "genoa"'],
    [['genoa', '--setting', 'min-sev-asdi=1'], 'did you mean "min-sev-asid"'],
    [['genoa', '--setting', 'min-sev-asid=-1'], 'min-sev-asid'],
    [['genoa', '--setting', 'min-sev-asid=0x10'], 'decimal'],
    [['genoa', '--setting', 'min-sev-asid=abc'], 'decimal'],
    [['genoa', '--kernel', '6.99'], 'kernel'],
    [['genoa', '--surface', 'misc.capcity'], 'did you mean "misc.capacity"'],
    [['genoa', '--surface', '/etc/passwd'], 'shows no /etc/passwd'],
    [['emerald-rapids', '--setting', 'min-sev-asid=4'], 'min-sev-asid'],
    [['genoa', '--colour'], 'colour'],
  ])('refuses %j in one sentence with exit code 2', async (words, sentence) => {
    const { printed, noted, exitCode } = await fauxmetal('host', 'show', ...words);
    expect({ printed, exitCode }).toEqual({ printed: '', exitCode: 2 });
    expect(noted).toContain(sentence);
    expect(noted.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('fauxmetal host export', () => {
  it('writes a tree and refuses to write into one that is not empty', async () => {
    const out = join(folder, 'tree');
    expect((await fauxmetal('host', 'export', 'rome', '--out', out)).exitCode).toBe(0);
    expect(readFileSync(join(out, 'sys/fs/cgroup/misc.capacity'), 'utf8')).toBe('sev 509\n');
    const again = await fauxmetal('host', 'export', 'genoa', '--out', out);
    expect(again.exitCode).toBe(2);
    expect(readFileSync(join(out, 'sys/fs/cgroup/misc.capacity'), 'utf8')).toBe('sev 509\n');
  });
});

describe('fauxmetal run, merge and replay', () => {
  const few = ['--runs', '5', '--machine', 'emerald-rapids', '--seed', '7'];

  it('runs, writes its folder, and gives the same bytes again from two shards', async () => {
    const [whole, one, two, joined] = ['plain', 'one', 'two', 'joined'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
      string,
    ];
    const plain = ['--runs', '5', '--machine', 'skylake', '--seed', '7'];
    const run = await fauxmetal('run', ...plain, '--out', whole);
    expect(run.printed.split('\n')[0]).toMatch(
      /^fauxmetal \S+ · seed 7 · replay: fauxmetal run --seed 7 --runs 5 --machine skylake$/,
    );
    expect(readdirSync(whole).sort()).toEqual(['cases', 'junit.xml', 'report.html', 'report.json', 'run.log.jsonl']);
    await fauxmetal('run', ...plain, '--shard', '1/2', '--out', one);
    await fauxmetal('run', ...plain, '--shard', '2/2', '--out', two);
    await fauxmetal('merge', one, two, '--out', joined);
    expect(readFileSync(join(joined, 'report.json'), 'utf8')).toBe(readFileSync(join(whole, 'report.json'), 'utf8'));
    const page = (folder: string) => readFileSync(join(folder, 'report.html'), 'utf8').replaceAll(folder, '');
    expect(page(joined)).toBe(page(whole));
  });

  it('exits 1 for a broken rule, and its saved cases fail again and are FIXED without it', async () => {
    const out = join(folder, 'broken');
    const run = await fauxmetal('run', ...few, '--quirk', 'tdx-policy-debug-bit', '--out', out);
    expect(run.exitCode).toBe(1);
    const saved = readdirSync(join(out, 'cases')).map((name) => join(out, 'cases', name));
    expect(saved.length).toBeGreaterThan(0);
    const failing = await fauxmetal('replay', ...saved);
    expect(failing.exitCode).toBe(1);
    expect(failing.printed).toContain('FAILED');
    const fixed = await fauxmetal('replay', ...saved, '--quirk', 'rng-without-iommu');
    expect(fixed.printed).toContain('FIXED');
    expect(fixed.exitCode).toBe(0);
  });

  it('judges a release with the deviations it has, and its saved cases fail again without them being named', async () => {
    const out = join(folder, 'release');
    const run = await fauxmetal(
      'run',
      '--runs',
      '0',
      '--machine',
      'rome',
      '--compat',
      'kubevirt@1.5.1',
      '--shard',
      '1/20',
      '--out',
      out,
    );
    expect(run.printed.split('\n')[0]).toContain(
      'replay: fauxmetal run --seed 1 --runs 0 --machine rome --compat kubevirt@1.5.1',
    );
    expect(run.printed).toContain('subject: kubevirt/reference as kubevirt 1.5.1\nquirks: label-value-empty, ');
    const [first] = /✗ kubevirt\/\S+/.exec(run.printed) ?? [];
    expect(first).toBe('✗ kubevirt/labels/value-is-true');
    const saved = readdirSync(join(out, 'cases')).map((name) => join(out, 'cases', name));
    expect(await fauxmetal('replay', ...saved)).toMatchObject({
      exitCode: 1,
      printed: expect.not.stringContaining('FIXED') as string,
    });
    const [label = ''] = saved.filter((name) => name.includes('value-is-true'));
    expect((await fauxmetal('replay', label, '--compat', 'kubevirt@1.5.3')).printed).toContain('FIXED');
  });

  it('takes the counterexamples of an earlier run out of the folder, and leaves other files alone', async () => {
    const out = join(folder, 'again');
    await fauxmetal('run', ...few, '--quirk', 'tdx-policy-debug-bit', '--out', out);
    writeFileSync(join(out, 'cases', 'mine.json'), '{}');
    expect(readdirSync(join(out, 'cases')).length).toBeGreaterThan(1);
    await fauxmetal('run', ...few, '--out', out);
    expect(readdirSync(join(out, 'cases'))).toEqual(['mine.json']);
  });

  it('tells what got worse between two runs, and renders a log again in another format', async () => {
    const [sound, broken] = [join(folder, 'again'), join(folder, 'broken')] as const;
    const worse = await fauxmetal('diff', sound, broken);
    expect(worse).toMatchObject({ exitCode: 1, printed: expect.stringContaining('Regressions') as string });
    expect(await fauxmetal('diff', sound, sound)).toMatchObject({ exitCode: 0 });
    expect((await fauxmetal('report', broken, '--format', 'tap')).printed).toMatch(/^TAP version 14\n[\s\S]*\nnot ok /);
    expect((await fauxmetal('report', sound)).printed).toContain('verdict: ');
  });

  it.each([
    [['run', '--shard', '3/2'], '--shard takes i/n'],
    [['run', '--runs', '-1'], '--runs takes a whole number'],
    [['run', '--stack', 'kubevrit'], 'did you mean "kubevirt"'],
    [['run', '--quirk', 'snp-policy'], 'there is no quirk'],
    [['run', '--compat', 'kubevirt@2.0'], 'kubevirt@1.0 … kubevirt@1.9'],
    [['run', '--compat', 'kubevrit@1.5.1'], 'did you mean "kubevirt@1.5.1"'],
    [['zoo', 'list', '--compat', 'intel-fork@main'], 'intel-fork@mid-stream'],
    [['run', '--machine', 'gnoa'], 'did you mean "genoa"'],
    [['merge', '/nowhere'], 'there is no run log'],
    [['diff', '/nowhere', '/nowhere'], 'there is no report'],
    [['replay', '/nowhere.json'], 'there is no file'],
    [['fly'], 'Did you mean'],
  ])('refuses %j in one sentence with exit code 2', async (words, sentence) => {
    const out = join(folder, 'refused');
    const { noted, exitCode } = await fauxmetal(...words, ...(words[0] === 'run' ? ['--out', out] : []));
    expect(exitCode).toBe(2);
    expect(noted).toContain(sentence);
    expect(existsSync(join(out, 'report.json'))).toBe(false);
  });
});

describe('fauxmetal profile and requirements', () => {
  it('checks every bundled profile', async () => {
    expect(await fauxmetal('profile', 'check')).toMatchObject({ exitCode: 0 });
  });

  it('names file, line and fix of a broken profile and goes on with the others', async () => {
    const broken = readdirSync('profiles/fixtures/broken').filter((name) => name.endsWith('.yaml'));
    const { printed, exitCode } = await fauxmetal(
      'profile',
      'check',
      ...broken.map((name) => `profiles/fixtures/broken/${name}`),
      'rome',
    );
    expect(exitCode).toBe(2);
    for (const name of broken) expect(printed).toMatch(new RegExp(`BAD +profiles/fixtures/broken/${name}:\\d+`));
    expect(printed).toContain('ok    rome');
  });

  it('lists requirements and shows one with its source', async () => {
    const { requirements } = JSON.parse((await fauxmetal('requirements', 'list', '--json')).printed) as {
      requirements: { id: string }[];
    };
    expect(requirements.length).toBeGreaterThanOrEqual(40);
    expect((await fauxmetal('requirements', 'show', 'kubevirt/domain/snp-policy')).printed).toContain('0x30000');
  });
});

describe('fauxmetal zoo', () => {
  it('lists every deviation with the requirement that catches it', async () => {
    const { mutants } = JSON.parse((await fauxmetal('zoo', 'list', '--json')).printed) as {
      mutants: { name: string; killedBy: string }[];
    };
    expect(mutants.length).toBeGreaterThanOrEqual(40);
    expect(mutants.find(({ name }) => name === 'snp-policy-0x3000')?.killedBy).toBe('kubevirt/domain/snp-policy');
  });

  it('says in which releases a deviation is, and which a release has', async () => {
    interface Listed {
      readonly mutants: readonly { readonly name: string; readonly releases: string; readonly ranges: readonly object[] }[];
    }
    const { mutants } = JSON.parse((await fauxmetal('zoo', 'list', '--json')).printed) as Listed;
    expect(mutants.find(({ name }) => name === 'label-value-empty')).toMatchObject({
      releases: 'kubevirt 1.5.0–1.5.2',
      ranges: [{ product: 'kubevirt', from: '1.5.0', to: '1.5.2' }],
    });
    const of = await fauxmetal('zoo', 'list', '--compat', 'kubevirt@1.5.1');
    expect(of.printed).toContain('label-value-empty');
    expect(of.printed).not.toContain('snp-policy-0x3000');
  });

  it('exits 1 when a deviation survives, here because an Intel host alone cannot show it', async () => {
    const few = ['--quirk', 'snp-policy-0x3000', '--quirk', 'tdx-policy-debug-bit'];
    const run = await fauxmetal('zoo', 'run', '--machine', 'emerald-rapids', '--runs', '0', ...few);
    expect(run.exitCode).toBe(1);
    expect(run.printed).toMatch(/snp-policy-0x3000 +SURVIVED/);
    expect(run.printed).toMatch(/tdx-policy-debug-bit +case \d+/);
  });
});

describe('configuration', () => {
  it('shows each flag with its value and where it comes from', async () => {
    const { printed } = await fauxmetal('run', '--seed', '9', '--print-config');
    expect(printed).toContain('seed = 9  (flag)\n');
    expect(printed).toContain('runs = 2000  (default)\n');
  });
});
