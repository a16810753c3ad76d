import { expect, it } from 'vitest';
import type { BootTruth, HostTruth, MiscGroupTruth } from '../contracts/truth.js';
import { groupOf, truthOf, untouched } from './example-truth.js';
import { openTree } from './index.js';

const nested = { cgroup: { miscController: true, namespace: 'nested' } } as const;

function read(truth: HostTruth, path: string): string | undefined {
  const result = openTree({ truth }).read(`/sys/fs/cgroup${path}`);
  return result.ok ? result.text : result.errno;
}

function hostWith(groups: readonly MiscGroupTruth[], boot: Partial<BootTruth> = {}): HostTruth {
  return truthOf(boot, { miscGroups: groups });
}

it('prints one line for each registered resource, in kernel order', () => {
  expect(read(truthOf(), '/misc.capacity')).toBe('sev 907\nsev_es 99\n');
  expect(read(truthOf({ miscCapacity: { sev: 509 } }), '/misc.capacity')).toBe('sev 509\n');
  expect(read(truthOf({ miscCapacity: { tdx: 31 } }), '/misc.capacity')).toBe('tdx 31\n');
});

it('shows a resource only if the kernel was built with it', () => {
  const { kernel } = truthOf().boot;
  const view = { ...kernel.view, miscResources: ['sev', 'sev_es'] as const };
  expect(read(truthOf({ kernel: { ...kernel, view }, miscCapacity: { tdx: 31 } }), '/misc.capacity')).toBe('');
});

it('has empty files, not absent ones, when nothing is registered', () => {
  const truth = hostWith([groupOf('/'), groupOf('/a')], { miscCapacity: {} });
  expect(read(truth, '/misc.capacity')).toBe('');
  for (const name of ['max', 'current', 'peak', 'events', 'events.local']) expect(read(truth, `/a/misc.${name}`)).toBe('');
});

it('has capacity at the root alone, and limits and events everywhere else', () => {
  const tree = openTree({ truth: hostWith([groupOf('/'), groupOf('/a')]) });
  expect(tree.list('/sys/fs/cgroup')).toEqual(['a', 'misc.capacity', 'misc.current', 'misc.peak']);
  expect(tree.list('/sys/fs/cgroup/a')).toEqual(['misc.current', 'misc.events', 'misc.events.local', 'misc.max', 'misc.peak']);
});

it('lets misc.max be written and nothing else', () => {
  const tree = openTree({ truth: hostWith([groupOf('/'), groupOf('/a')]) });
  expect(tree.stat('/sys/fs/cgroup/a/misc.max')).toEqual({ kind: 'file', mode: 0o644 });
  expect(tree.stat('/sys/fs/cgroup/a/misc.current')).toEqual({ kind: 'file', mode: 0o444 });
  expect(tree.stat('/sys/fs/cgroup/a')).toEqual({ kind: 'directory', mode: 0o755 });
});

it('follows the kernel in which files the root has', () => {
  const { kernel } = truthOf().boot;
  const old = { ...kernel, view: { ...kernel.view, miscRootFiles: ['capacity'] } };
  expect(read(truthOf({ kernel: old }), '/misc.current')).toBe('ENOENT');
});

it('prints an unlimited limit as max, however it was written', () => {
  const limited = groupOf('/a', { sev: { ...untouched, max: 5n }, sev_es: { ...untouched, max: 2n ** 64n - 1n } });
  expect(read(hostWith([groupOf('/'), limited]), '/a/misc.max')).toBe('sev 5\nsev_es max\n');
});

it('prints usage below zero as the unsigned number the kernel prints', () => {
  const below = groupOf('/', { sev: { ...untouched, current: -1n } });
  expect(read(hostWith([below]), '/misc.current')).toBe('sev 18446744073709551615\nsev_es 0\n');
});

it('keeps the lines of current, peak and events while there is something to say after the capacity is gone', () => {
  const left = { ...untouched, max: 4n, current: 1n, peak: 2n, events: 3n };
  const truth = hostWith([groupOf('/'), groupOf('/a', { sev: left })], { miscCapacity: {} });
  expect(read(truth, '/a/misc.current')).toBe('sev 1\n');
  expect(read(truth, '/a/misc.peak')).toBe('sev 2\n');
  expect(read(truth, '/a/misc.events')).toBe('sev.max 3\n');
  expect(read(truth, '/a/misc.events.local')).toBe('');
  expect(read(truth, '/a/misc.max')).toBe('');
});

it('has the files of a child at the top of a private cgroup namespace: max, and no capacity', () => {
  const charged = groupOf('/', { sev: { ...untouched, current: 2n } });
  const tree = openTree({ truth: hostWith([charged, groupOf('/vm')], nested) });
  expect(tree.list('/sys/fs/cgroup')).toEqual([
    'misc.current',
    'misc.events',
    'misc.events.local',
    'misc.max',
    'misc.peak',
    'vm',
  ]);
  expect(tree.read('/sys/fs/cgroup/misc.max')).toEqual({ ok: true, text: 'sev max\nsev_es max\n' });
  expect(tree.read('/sys/fs/cgroup/misc.current')).toEqual({ ok: true, text: 'sev 2\nsev_es 0\n' });
  expect(tree.read('/sys/fs/cgroup/misc.capacity')).toEqual({ ok: false, errno: 'ENOENT' });
});

it('has no misc files at all when the controller is not built', () => {
  const truth = truthOf({ cgroup: { miscController: false, namespace: 'root' } });
  expect(read(truth, '/misc.capacity')).toBe('ENOENT');
});
