import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

// Worker threads need the built program; `npm test` builds it first.
const program = fileURLToPath(new URL('../../dist/command/fauxmetal.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-threads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('fuzz finds and saves the same with any number of threads', () => {
  const found = ['1', '3'].map((jobs) => {
    const corpus = join(folder, jobs);
    const words = ['fuzz', 'skylake', '--runs', '40', '--seed', '3', '--jobs', jobs, '--corpus', corpus];
    expect(spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })).toMatchObject({ status: 0 });
    return readdirSync(corpus).map((name) => [name, readFileSync(join(corpus, name), 'utf8')]);
  });
  expect(found[0]?.length).toBeGreaterThan(0);
  expect(found[1]).toEqual(found[0]);
}, 120_000);
