import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { UsageError } from '../core/usage-error.js';
import { truthOf } from './example-truth.js';
import { openTree } from './index.js';
import { type ExportManifest, exportDirectory, manifestName } from './mount-dir.js';
import type { HostTree } from './tree.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tree = openTree({ truth: truthOf() });

function problemOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'none';
}

it('writes every file with its bytes and mode', () => {
  const out = join(folder, 'whole');
  exportDirectory(tree, out);
  expect(readFileSync(join(out, 'sys/fs/cgroup/misc.capacity'), 'utf8')).toBe('sev 907\nsev_es 99\n');
  for (const { file } of tree.entries()) {
    expect([file.path, lstatSync(join(out, file.path)).mode & 0o777]).toEqual([file.path, file.status.mode]);
  }
  expect(readdirSync(out)).toEqual(['dev', manifestName, 'proc', 'sys', 'usr', 'var']);
});

it('says in a manifest what each path is on the host', () => {
  const out = join(folder, 'manifest');
  const manifest = exportDirectory(tree, out);
  expect(JSON.parse(readFileSync(join(out, manifestName), 'utf8')) as ExportManifest).toEqual(manifest);
  expect(manifest.entries).toContainEqual({
    ...{ path: '/dev/kvm', surface: 'device-nodes', kind: 'character-device', mode: '0660', bytes: 0 },
    device: { major: 10, minor: 232 },
  });
  expect(manifest.entries.length).toBe(tree.entries().length);
});

it('makes missing folders on the way and takes an empty one as it is', () => {
  mkdirSync(join(folder, 'empty'));
  expect(problemOf(() => exportDirectory(tree, join(folder, 'empty')))).toBe('none');
  expect(problemOf(() => exportDirectory(tree, join(folder, 'new/deep/down')))).toBe('none');
});

it('refuses a folder with something in it, and replaces it when forced', () => {
  const out = join(folder, 'taken');
  mkdirSync(out);
  writeFileSync(join(out, 'mine'), '');
  expect(problemOf(() => exportDirectory(tree, out))).toBe(
    `${out}: the folder is not empty; choose another one, or replace it with --force`,
  );
  expect(readdirSync(out)).toEqual(['mine']);
  exportDirectory(tree, out, { force: true });
  expect(readdirSync(out)).not.toContain('mine');
});

it('refuses a file in the place of the folder, and a folder that holds the current directory', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(problemOf(() => exportDirectory(tree, join(folder, 'file')))).toContain('needs a folder, but this is a file');
  expect(problemOf(() => exportDirectory(tree, '.', { force: true }))).toContain('holds the current directory');
});

it('refuses to go through a symbolic link, wherever it stands', () => {
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect(problemOf(() => exportDirectory(tree, join(folder, 'link')))).toContain('symbolic link');
  expect(problemOf(() => exportDirectory(tree, join(folder, 'link/below')))).toContain('symbolic link');
  expect(readdirSync(join(folder, 'real'))).toEqual([]);
});

it('leaves nothing behind when it is interrupted', () => {
  const out = join(folder, 'interrupted/here');
  const failing: HostTree = {
    ...tree,
    entries: () => {
      throw new Error('interrupted');
    },
  };
  expect(() => exportDirectory(failing, out)).toThrow('interrupted');
  expect(existsSync(out)).toBe(false);
  expect(readdirSync(join(folder, 'interrupted'))).toEqual([]);
});

it('says so in one sentence when it may not write', () => {
  writeFileSync(join(folder, 'blocking'), '');
  expect(problemOf(() => exportDirectory(tree, join(folder, 'blocking/out')))).toContain('the export cannot be written (');
});
