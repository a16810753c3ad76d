import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

// Worker threads and kills need the built program; `npm test` builds it first.
const program = fileURLToPath(new URL('../../dist/command/fauxmetal.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-jobs-'));
const small = ['run', '--machine', 'skylake', '--runs', '60'];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a run in several worker threads', () => {
  it('gives the same report, byte for byte', () => {
    fauxmetal([...small, '--out', join(folder, 'one')]);
    fauxmetal([...small, '--out', join(folder, 'three'), '--jobs', '3']);
    expect(reportOf('three')).toBe(reportOf('one'));
  });

  it('is refused without a number of threads', () => {
    expect(fauxmetal([...small, '--jobs', '0'])).toMatchObject({ status: 2, stderr: expect.stringContaining('--jobs takes') });
  });
});

describe('a run that was killed', () => {
  it.each([
    { killed: ['--jobs', '2'], resumed: [] },
    { killed: [], resumed: ['--jobs', '2'] },
  ])('goes on where kill -9 stopped it ($killed, then $resumed) and gives the report of an uninterrupted one', async (ways) => {
    const [whole, killed, flags] = ['one', `killed${ways.killed.length}`, small];
    const first = await killedAfter(60, killed, [...flags, '--out', join(folder, killed), ...ways.killed]);
    const second = await killedAfter(200, killed, [...flags, '--out', join(folder, killed), ...ways.killed, '--resume']);
    expect(second.length).toBeGreaterThan(first.length);
    expect(existsSync(join(folder, killed, 'report.json'))).toBe(false);
    fauxmetal([...flags, '--out', join(folder, killed), ...ways.resumed, '--resume']);
    expect(reportOf(killed)).toBe(reportOf(whole));
    const after = readFileSync(logOf(killed), 'utf8');
    for (const line of [...first, ...second].filter((text) => text.includes('"record":"case"'))) expect(after).toContain(line);
    const judged = after.match(/"record":"case"/g)?.length;
    expect(judged).toBe(readFileSync(logOf(whole), 'utf8').match(/"record":"case"/g)?.length);
  });

  it('loses nothing to a torn last line, nor to what an earlier end said', () => {
    const flags = ['run', '--machine', 'naples', '--runs', '0', '--quirk', 'rng-without-iommu', '--out', join(folder, 'torn')];
    expect(fauxmetal(flags).status).toBe(1);
    const whole = reportOf('torn');
    expect(whole).toContain('"counterexample"');
    appendFileSync(logOf('torn'), '{"record":"case","index":7,"ph');
    expect(fauxmetal([...flags, '--resume']).status).toBe(1);
    expect(reportOf('torn')).toBe(whole);
    expect(readFileSync(logOf('torn'), 'utf8').match(/"record":"end"/g)).toHaveLength(1);
  });

  it('is a new run where there is none to go on with', () => {
    fauxmetal([...small, '--out', join(folder, 'new'), '--resume']);
    expect(reportOf('new')).toBe(reportOf('one'));
  });

  it('does not go on as another run', () => {
    const { status, stderr } = fauxmetal([...small, '--seed', '2', '--out', join(folder, 'one'), '--resume']);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('is another one: its seed differs') });
  });
});

describe('a pod of an Indexed Job', () => {
  it('takes its part from the index Kubernetes gave it', () => {
    const third = join(folder, 'third');
    fauxmetal([...small, '--shards', '3', '--out', third], { JOB_COMPLETION_INDEX: '2' });
    expect(readFileSync(join(third, 'run.log.jsonl'), 'utf8')).toContain('"shard":{"count":3,"index":3}');
  });

  it('is told when there is no index', () => {
    const { status, stderr } = fauxmetal([...small, '--shards', '3']);
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('JOB_COMPLETION_INDEX') });
  });
});

function fauxmetal(words: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, ...variables };
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', cwd: folder, env });
}

/** Starts a run, kills it without warning (SIGKILL) once its log has that many lines, and returns the whole lines it left. */
async function killedAfter(lines: number, name: string, words: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, ...words], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  const written = (): readonly string[] => {
    return existsSync(logOf(name)) ? readFileSync(logOf(name), 'utf8').split('\n').slice(0, -1) : [];
  };
  while (written().length < lines && child.exitCode === null) await setTimeout(5);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  return written();
}

function logOf(name: string): string {
  return join(folder, name, 'run.log.jsonl');
}

function reportOf(name: string): string {
  return readFileSync(join(folder, name, 'report.json'), 'utf8');
}
