import { expect, it } from 'vitest';
import { truthOf } from './example-truth.js';
import { openTree } from './index.js';
import { type RealPaths, sandboxPlan } from './sandbox.js';
import { simulatedPaths } from './simulated-paths.js';

/** A machine with these paths and the directories above them: a text is a link's target, `null` a file. */
function machineWith(paths: Readonly<Record<string, string | null>>, directories: readonly string[] = []): RealPaths {
  const all = [...Object.keys(paths), ...directories];
  const isDirectory = (path: string): boolean =>
    path === '/' || directories.includes(path) || all.some((known) => known.startsWith(`${path}/`));
  return {
    kindOf: (path) => {
      if (isDirectory(path)) return 'directory';
      const entry = paths[path];
      return entry === undefined ? undefined : entry === null ? 'other' : 'link';
    },
    list: (directory) => {
      const inside = directory === '/' ? '/' : `${directory}/`;
      return [
        ...new Set(all.filter((path) => path.startsWith(inside)).map((path) => path.slice(inside.length).split('/')[0] ?? '')),
      ];
    },
    target: (link) => paths[link] ?? '',
  };
}

const tree = openTree({ truth: truthOf() });
const from = '/tmp/host';

/** Everything the host of the tree shows is really there too, and nothing that must be hidden. */
const twin: Record<string, null> = Object.fromEntries(tree.entries().map(({ file }) => [file.path, null]));

/** The twin without the files below a directory. */
function without(directory: string): Record<string, null> {
  return Object.fromEntries(Object.entries(twin).filter(([path]) => !path.startsWith(directory)));
}

/** Arguments grouped by operation, so that a test can look for one. */
function operations(real: RealPaths): readonly string[] {
  const words = sandboxPlan(tree, real, from).arguments;
  const starts = [...words.keys()].filter((index) => words[index]?.startsWith('--') === true);
  return starts.map((start, index) => words.slice(start, starts[index + 1]).join(' '));
}

it('lays every file of the host over a machine that has all of them, and builds nothing anew', () => {
  const done = operations(machineWith(twin));
  expect(done[0]).toBe('--dev-bind / /');
  expect(done).toContain(`--ro-bind ${from}/proc/cpuinfo /proc/cpuinfo`);
  expect(done).toContain(`--ro-bind ${from}/sys/fs/cgroup /sys/fs/cgroup`);
  expect(done.filter((operation) => /^--(tmpfs|dir|remount)/.test(operation))).toEqual([]);
});

it('shows the cgroups of the host whole, so that nothing of the real ones is left', () => {
  const done = operations(machineWith({ ...twin, '/sys/fs/cgroup/unified/cgroup.procs': null }));
  expect(done.filter((operation) => operation.includes('/sys/fs/cgroup'))).toEqual([
    `--ro-bind ${from}/sys/fs/cgroup /sys/fs/cgroup`,
  ]);
});

it('shows an empty cgroup directory for a host without the controller', () => {
  const bare = openTree({ truth: truthOf({ cgroup: { miscController: false, namespace: 'root' } }) });
  const words = sandboxPlan(bare, machineWith(twin), from).arguments.join(' ');
  expect(words).toContain('--tmpfs /sys/fs/cgroup --remount-ro /sys/fs/cgroup');
});

it('hides the other vendor’s module by building /sys/module anew around the real rest, read-only', () => {
  const done = operations(
    machineWith({ ...twin, '/sys/module/kvm_intel/parameters/tdx': null, '/sys/module/loop/uevent': null }),
  );
  const start = done.indexOf('--tmpfs /sys/module');
  expect(done.slice(start, start + 4)).toEqual([
    '--tmpfs /sys/module',
    '--dev-bind-try /sys/module/loop /sys/module/loop',
    `--ro-bind ${from}/sys/module/kvm_amd /sys/module/kvm_amd`,
    '--remount-ro /sys/module',
  ]);
});

it.each(simulatedPaths.filter(({ path, always }) => always !== true && tree.stat(path) === undefined).map(({ path }) => path))(
  'does not mount %s, which this host does not have, and does not keep the real one',
  (path) => {
    const done = operations(machineWith({ ...twin, [path]: null }));
    expect(done.filter((operation) => operation.split(' ').includes(path))).toEqual([]);
    expect(done.some((operation) => operation.startsWith('--tmpfs ') && path.startsWith(operation.slice(8)))).toBe(true);
  },
);

it('binds /dev/null for a device node, and keeps /dev writable when it has to be built', () => {
  const { '/dev/sev': _, ...withoutSev } = twin;
  const done = operations(machineWith({ ...withoutSev, '/dev/tty': null, '/dev/fd': '/proc/self/fd' }));
  expect(done).toContain('--tmpfs /dev');
  expect(done).toContain('--dev-bind /dev/null /dev/sev');
  expect(done).toContain('--dev-bind /dev/null /dev/kvm');
  expect(done).toContain('--dev-bind-try /dev/tty /dev/tty');
  expect(done).toContain('--symlink /proc/self/fd /dev/fd');
  expect(done).not.toContain('--remount-ro /dev');
});

it('never creates anything in a real directory: what is missing gets the nearest real directory built anew', () => {
  const done = operations(machineWith({ ...without('/usr/'), '/usr/share/zoneinfo/UTC': null }));
  const start = done.indexOf('--tmpfs /usr/share');
  expect(done.slice(start, start + 5)).toEqual([
    '--tmpfs /usr/share',
    '--dev-bind-try /usr/share/zoneinfo /usr/share/zoneinfo',
    '--dir /usr/share/edk2',
    `--bind ${from}/usr/share/edk2/ovmf /usr/share/edk2/ovmf`,
    '--remount-ro /usr/share',
  ]);
});

it('binds top-level directories one by one when even one of those is missing', () => {
  const words = operations(machineWith({ ...without('/var/'), '/lib': 'usr/lib' }));
  expect(words[0]).toBe('--symlink usr/lib /lib');
  expect(words).toContain('--dev-bind /proc /proc');
  expect(words).not.toContain('--dev-bind / /');
  expect(words.at(-1)).toBe('--remount-ro /');
});

it('mounts where symbolic links lead, not on the links', () => {
  const socket = { path: '/var/run/tdx-qgs/qgs.socket', kind: 'socket', mode: 0o777 } as const;
  const intel = openTree({ truth: truthOf({ nodes: [socket] }) });
  const words = sandboxPlan(intel, machineWith({ ...twin, '/var/run': '/run', '/run/lock': null }), from).arguments.join(' ');
  expect(words).toContain('--tmpfs /run --dev-bind-try /run/lock /run/lock');
  expect(words).toContain(`--bind ${from}/var/run/tdx-qgs /run/tdx-qgs`);
});

it('replaces a symbolic link in the place of a file instead of mounting over what it leads to', () => {
  const done = operations(machineWith({ ...without('/usr/share/'), '/usr/share/edk2/ovmf': '../OVMF' }));
  expect(done).toContain('--tmpfs /usr/share/edk2');
  expect(done).toContain(`--bind ${from}/usr/share/edk2/ovmf /usr/share/edk2/ovmf`);
});

it('leaves out what is missing under /proc, where nothing can be added, and says so', () => {
  const { '/proc/misc': _, ...withoutMisc } = twin;
  const plan = sandboxPlan(tree, machineWith(withoutMisc), from);
  expect(plan.left).toEqual(['/proc/misc']);
  expect(plan.arguments.join(' ')).not.toContain('/proc/misc');
  expect(plan.arguments).toContain('/proc/cpuinfo');
});

it('shows a device node inside a directory that is shown whole', () => {
  const node = { path: '/dev/cpu/0/msr', kind: 'character-device', mode: 0o600, major: 202, minor: 0 } as const;
  const host = openTree({ truth: truthOf({ nodes: [node] }) });
  const words = sandboxPlan(host, machineWith(twin), from).arguments.join(' ');
  expect(words).toContain(`--bind ${from}/dev/cpu /dev/cpu --dev-bind /dev/null /dev/cpu/0/msr`);
});

it('plans the same for the same machine, whatever the order of its directories', () => {
  const real = machineWith({ ...twin, '/sys/module/kvm_intel/x': null, '/sys/module/a/x': null, '/sys/module/b/x': null });
  const reversed = { ...real, list: (directory: string) => [...real.list(directory)].reverse() };
  expect(sandboxPlan(tree, reversed, from)).toEqual(sandboxPlan(tree, real, from));
});
