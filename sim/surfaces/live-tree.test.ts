import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { composeHost, type Settings } from '../../profiles/index.js';
import { Host } from '../host/host.js';
import { outsideDomainXml } from '../world/outside-domain.js';
import { truthOf } from './example-truth.js';
import { openTree } from './index.js';
import { changesBetween, openLiveTree, shownFiles } from './live-tree.js';
import { exportDirectory } from './mount-dir.js';

const folder = mkdtempSync(join(tmpdir(), 'fauxmetal-live-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** 99 of its key IDs are for SNP guests. */
function genoa(): Host {
  return new Host(composeHost({ machine: 'genoa', settings: { 'min-sev-asid': 100 } }));
}

function start(host: Host, name: string): void {
  host.startDomain(outsideDomainXml(name, 'snp', host.boot.firmwareFiles));
}

/** Every path below a directory with its mode and bytes. */
function contentOf(root: string, below = ''): readonly unknown[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry): readonly unknown[] => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return [path, ...contentOf(root, path)];
    return [[path, lstatSync(join(root, path)).mode & 0o777, readFileSync(join(root, path), 'utf8')]];
  });
}

it('finds nothing changed when nothing changed', () => {
  const shown = shownFiles(openTree({ truth: truthOf() }));
  expect(changesBetween(shown, shownFiles(openTree({ truth: truthOf() })))).toEqual({ written: [], removed: [] });
});

it('finds files that are new, gone, of other content or of another mode', () => {
  const file = (text: string, mode = 0o444) => ({ surface: 'x', status: { kind: 'file', mode }, text }) as const;
  const before = new Map([
    ['/same', file('a')],
    ['/text', file('a')],
    ['/mode', file('a')],
    ['/gone', file('a')],
  ]);
  const after = new Map([
    ['/same', file('a')],
    ['/text', file('b')],
    ['/mode', file('a', 0o600)],
    ['/new', file('a')],
  ]);
  expect(changesBetween(before, after)).toEqual({ written: ['/text', '/mode', '/new'], removed: ['/gone'] });
});

it('rewrites only what a started guest changes', () => {
  const host = genoa();
  const live = openLiveTree(openTree(host), join(folder, 'guest'));
  const cpuinfo = lstatSync(join(live.folder, 'proc/cpuinfo')).ino;
  start(host, 'web');
  expect(live.update().written).toEqual(['/sys/fs/cgroup/misc.current', '/sys/fs/cgroup/misc.peak']);
  expect(readFileSync(join(live.folder, 'sys/fs/cgroup/misc.current'), 'utf8')).toContain('sev_es 1\n');
  expect(lstatSync(join(live.folder, 'proc/cpuinfo')).ino).toBe(cpuinfo);
  expect(live.update()).toEqual({ written: [], removed: [] });
});

it('replaces a file instead of writing into it: who has it open keeps the old bytes', () => {
  const host = genoa();
  const live = openLiveTree(openTree(host), join(folder, 'atomic'));
  const path = join(live.folder, 'sys/fs/cgroup/misc.current');
  const before = lstatSync(path).ino;
  start(host, 'web');
  live.update();
  expect(lstatSync(path).ino).not.toBe(before);
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
});

it.each<[string, Settings]>([
  ['a reboot without the module', { 'kvm-not-loaded': true }],
  ['a reboot without the misc controller', { 'no-misc-controller': true }],
  ['a reboot without /dev/sev', { 'no-dev-sev': true }],
  ['a reboot with another split', { 'min-sev-asid': 50 }],
])('is after %s what an export would be', (name, settings) => {
  const host = genoa();
  const live = openLiveTree(openTree(host), join(folder, name));
  for (const description of [composeHost({ machine: 'genoa', settings }), composeHost({ machine: 'genoa' })]) {
    start(host, 'web');
    live.update();
    host.reboot(description);
    live.update();
    const fresh = join(folder, `${name}, fresh`);
    exportDirectory(openTree(host), fresh, { force: true });
    expect(contentOf(live.folder)).toEqual(contentOf(fresh));
  }
});

it('keeps the manifest up to date', () => {
  const host = genoa();
  const live = openLiveTree(openTree(host), join(folder, 'manifest'));
  host.reboot(composeHost({ machine: 'genoa', settings: { 'no-dev-sev': true } }));
  live.update();
  const paths = live.manifest().entries.map(({ path }) => path);
  expect(paths).toContain('/dev/kvm');
  expect(paths).not.toContain('/dev/sev');
  expect(JSON.parse(readFileSync(join(live.folder, 'fauxmetal-manifest.json'), 'utf8'))).toEqual(live.manifest());
});

it('removes itself, and leaves a directory that was there before as it was: empty', () => {
  const before = join(folder, 'before');
  mkdirSync(before);
  openLiveTree(openTree(genoa()), before).remove();
  expect(readdirSync(before)).toEqual([]);
  openLiveTree(openTree(genoa()), join(folder, 'new')).remove();
  expect(existsSync(join(folder, 'new'))).toBe(false);
});

it('says in one sentence that it can no longer write', () => {
  const host = genoa();
  const live = openLiveTree(openTree(host), join(folder, 'lost'));
  rmSync(live.folder, { recursive: true });
  writeFileSync(live.folder, 'a file in its place');
  start(host, 'web');
  expect(() => live.update()).toThrow(`${live.folder}: the export cannot be written (`);
});
