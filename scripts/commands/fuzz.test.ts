import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../cli.js';
import { memoryTerminal } from '../memory-terminal.js';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const few = ['fuzz', 'skylake', '--runs', '12', '--seed', '7'];

function contents(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

describe('fauxmetal fuzz', () => {
  it('begins with the seed and the line that does the same again', async () => {
    const { printed } = await fauxmetal(...few, '--corpus', join(folder, 'first'));
    expect(printed).toMatch(/^fauxmetal \S+ · seed 7 · replay: fauxmetal fuzz skylake --seed 7 --runs 12 --corpus \S+\n/);
    expect(printed).toContain('12 random cases: ');
  });

  it('saves the same files, byte for byte, for the same seed and number of cases', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')] as const;
    await fauxmetal(...few, '--corpus', one);
    await fauxmetal(...few, '--corpus', two);
    expect(Object.keys(contents(one)).length).toBeGreaterThan(0);
    expect(contents(two)).toEqual(contents(one));
    for (const name of Object.keys(contents(one))) expect(name).toMatch(/^(fail|mark)-.*-[0-9a-f]{12}\.json$/);
  });

  it('adds nothing the second time, and never changes a file', async () => {
    const corpus = join(folder, 'one');
    const before = contents(corpus);
    const { printed } = await fauxmetal(...few, '--corpus', corpus, '--json');
    expect(JSON.parse(printed)).toMatchObject({ savedCases: expect.any(Number) as number, corpus: { added: [] } });
    expect(contents(corpus)).toEqual(before);
  });

  it('exits 1 when something was found, each failure once; replay and run take it up', async () => {
    const corpus = join(folder, 'broken');
    const words = ['fuzz', 'genoa', '--runs', '6', '--seed', '7', '--quirk', 'label-value-empty', '--corpus', corpus];
    const { printed, exitCode } = await fauxmetal(...words, '--json');
    const { findings } = JSON.parse(printed) as { findings: { fingerprint: string; requirement: string; name: string }[] };
    expect(exitCode).toBe(1);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
    const [label] = findings.filter(({ requirement }) => requirement === 'kubevirt/labels/value-is-true');
    const file = join(corpus, `${label?.name}.json`);
    expect(await fauxmetal('replay', file)).toMatchObject({ exitCode: 1, printed: expect.stringContaining('FAILED') as string });
    const fixed = await fauxmetal('replay', file, '--quirk', 'snp-policy-0x3000');
    expect(fixed).toMatchObject({ exitCode: 0, printed: expect.stringContaining('FIXED') as string });
  });

  it('stops when interrupted, says what was saved, and exits 130', async () => {
    const onInterrupt = (listener: () => void): (() => void) => {
      listener();
      return () => {};
    };
    const terminal = { ...memoryTerminal(few), onInterrupt };
    const before = process.exitCode;
    await runCommandLine([...few, '--corpus', join(folder, 'stopped')], terminal);
    const code = process.exitCode;
    process.exitCode = before;
    expect(code).toBe(130);
    expect(terminal.printed()).toContain('interrupted after 0 random cases');
  });

  it('stops when its time is over', async () => {
    let now = 0;
    const words = ['fuzz', 'skylake', '--minutes', '1', '--corpus', join(folder, 'timed'), '--json'];
    const terminal = {
      ...memoryTerminal(words),
      now: () => {
        now += 100;
        return now;
      },
    };
    const before = process.exitCode;
    await runCommandLine(words, terminal);
    process.exitCode = before;
    const { cases, interrupted } = JSON.parse(terminal.printed()) as { cases: number; interrupted: boolean };
    expect(cases).toBeGreaterThan(0);
    expect(cases).toBeLessThan(600);
    expect(interrupted).toBe(false);
  });

  it.each([
    [['fuzz', 'gnoa'], 'did you mean "genoa"'],
    [['fuzz', '--minutes', '0'], '--minutes takes a number above 0'],
    [['fuzz', '--runs', '-1'], '--runs takes a whole number'],
    [['fuzz', '--corpus', 'conformance/corpus'], 'holds the cases that come with fauxmetal'],
    [['fuzz', '--corpus', 'package.json'], 'is a file, not a folder'],
    [['fuzz', '--baseline', '/nowhere.yaml'], 'there is no such file'],
    [['run', '--corpus', '/nowhere'], 'there is no folder /nowhere'],
  ])('%j is refused in one sentence with exit code 2', async (words, sentence) => {
    const { noted, exitCode } = await fauxmetal(...words);
    expect({ exitCode, noted }).toMatchObject({ exitCode: 2, noted: expect.stringContaining(sentence) as string });
  });

  it('refuses a corpus with a case of another version, naming the file', async () => {
    const corpus = join(folder, 'one');
    const [name = ''] = readdirSync(corpus);
    const newer = readFileSync(join(corpus, name), 'utf8').replace('fauxmetal-case/1', 'fauxmetal-case/9');
    writeFileSync(join(corpus, name), newer);
    const { noted, exitCode } = await fauxmetal('run', '--corpus', corpus, '--out', join(folder, 'never'));
    expect(exitCode).toBe(2);
    expect(noted).toContain(`${corpus}/${name}: case.format: the format of the case is "fauxmetal-case/9"; update fauxmetal`);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });
});
