import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runPrograms, summaryOf } from './run-programs.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fauxmetal-programs-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

it('runs all, keeps the order of the list and everything that was printed', async () => {
  const slow = program('slow.mjs', "setTimeout(() => console.log('slow'), 150);");
  const quick = program('quick.mjs', "console.error('quick');");
  const results = await runPrograms([slow, quick], 2);
  expect(results.map(({ passed, output }) => [passed, output])).toEqual([
    [true, 'slow\n'],
    [true, 'quick\n'],
  ]);
});

it('tells apart what passed from what failed, was killed or is not there', async () => {
  const results = await runPrograms([
    program('good.mjs', ''),
    program('bad.mjs', "console.error('a.ts:1: it is wrong'); process.exitCode = 1;"),
    program('killed.mjs', "process.kill(process.pid, 'SIGKILL');"),
    join(folder, 'missing.mjs'),
  ]);
  expect(results.map(({ passed }) => passed)).toEqual([true, false, false, false]);
  expect(results[2]?.output).toContain('killed by SIGKILL');
});

it('shows the output of what failed, and closes with the counts', () => {
  const results = [
    { program: '/x/verify-a.js', passed: true, output: 'quiet', milliseconds: 3 },
    { program: '/x/verify-b.js', passed: false, output: 'a.ts:1: wrong\nb.ts:2: wrong\n', milliseconds: 4 },
  ];
  expect(summaryOf(results, (path) => basename(path, '.js'))).toBe(
    [
      'ok     verify-a (3 ms)',
      'FAILED verify-b (4 ms)',
      '       a.ts:1: wrong',
      '       b.ts:2: wrong',
      'in all: 1 passed, 1 failed',
    ].join('\n'),
  );
});

function program(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
