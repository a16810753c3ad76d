import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findProgram } from './find-program.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const part of ['one', 'two', 'one/directory']) mkdirSync(join(folder, part));
for (const part of ['one/plain', 'two/plain', 'two/program']) writeFileSync(join(folder, part), '');
for (const part of ['two/plain', 'two/program']) chmodSync(join(folder, part), 0o755);

const searchPath = `${join(folder, 'one')}:${join(folder, 'nowhere')}:${join(folder, 'two')}`;

it('finds a name in PATH, going on past files that may not be executed', () => {
  expect(findProgram('program', searchPath)).toEqual({ found: true, path: join(folder, 'two/program') });
  expect(findProgram('plain', searchPath)).toEqual({ found: true, path: join(folder, 'two/plain') });
});

it('takes a name with a slash for a path', () => {
  expect(findProgram(join(folder, 'two/program'), undefined)).toMatchObject({ found: true });
  expect(findProgram('./program', searchPath)).toEqual({ found: false, because: 'missing' });
});

it('tells a file that may not be executed from none at all; a directory is none', () => {
  expect(findProgram(join(folder, 'one/plain'), searchPath)).toEqual({ found: false, because: 'not-executable' });
  expect(findProgram('directory', searchPath)).toEqual({ found: false, because: 'missing' });
  expect(findProgram('', searchPath)).toEqual({ found: false, because: 'missing' });
});

it('looks where the system looks when there is no PATH', () => {
  expect(findProgram('sh', undefined)).toMatchObject({ found: true });
});
