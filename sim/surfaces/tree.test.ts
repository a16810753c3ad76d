import { describe, expect, it } from 'vitest';
import type { Surface } from '../contracts/surface.js';
import type { HostTruth } from '../contracts/truth.js';
import { UsageError } from '../core/usage-error.js';
import { groupOf, truthOf, untouched } from './example-truth.js';
import { openTree } from './index.js';
import { textFile } from './surface-file.js';
import { treeOpener } from './tree.js';

const tree = openTree({ truth: truthOf() });

describe('reading', () => {
  it('gives the whole text of a file', () => {
    expect(tree.read('/sys/module/kvm_amd/parameters/sev_snp')).toEqual({ ok: true, text: 'Y\n' });
  });

  it('does not mind how a path is spelled', () => {
    expect(tree.read('/sys//fs/./cgroup/../cgroup/misc.capacity')).toEqual({ ok: true, text: 'sev 907\nsev_es 99\n' });
  });

  it('fails as open(2) and read(2) fail', () => {
    expect(tree.read('/no/such/file')).toEqual({ ok: false, errno: 'ENOENT' });
    expect(tree.read('/sys/fs/cgroup')).toEqual({ ok: false, errno: 'EISDIR' });
    expect(tree.read('/')).toEqual({ ok: false, errno: 'EISDIR' });
    expect(tree.read('/proc/cmdline/x')).toEqual({ ok: false, errno: 'ENOTDIR' });
    expect(tree.read('/proc/cmdline/')).toEqual({ ok: false, errno: 'ENOTDIR' });
    expect(tree.read('proc/cmdline')).toEqual({ ok: false, errno: 'ENOENT' });
    expect(tree.read('')).toEqual({ ok: false, errno: 'ENOENT' });
  });
});

describe('looking around', () => {
  it('has a directory for everything on the way to a file', () => {
    expect(tree.stat('/')).toEqual({ kind: 'directory', mode: 0o755 });
    expect(tree.stat('/sys/module/')).toEqual({ kind: 'directory', mode: 0o755 });
    expect(tree.list('/')).toEqual(['dev', 'proc', 'sys', 'usr', 'var']);
    expect(tree.list('/proc/')).toEqual(['cmdline', 'cpuinfo', 'misc', 'sys']);
  });

  it('has nothing to list in a file or in nothing', () => {
    expect(tree.list('/proc/cmdline')).toBeUndefined();
    expect(tree.list('/nowhere')).toBeUndefined();
    expect(tree.stat('/nowhere')).toBeUndefined();
    expect(tree.stat('/proc/cmdline/')).toBeUndefined();
  });

  it('finds the files of one surface', () => {
    expect(tree.filesOf('misc.capacity').map(({ path }) => path)).toEqual(['/sys/fs/cgroup/misc.capacity']);
    expect(tree.filesOf('misc.max')).toEqual([]);
  });

  it('says what was meant by a mistyped surface', () => {
    expect(() => tree.filesOf('misc.capasity')).toThrow(
      new UsageError('unknown surface "misc.capasity"', { fix: 'did you mean "misc.capacity"?' }),
    );
  });
});

describe('following a host', () => {
  it('shows a charge at the next read', () => {
    const host: { truth: HostTruth } = { truth: truthOf() };
    const open = openTree(host);
    expect(open.read('/sys/fs/cgroup/misc.current')).toEqual({ ok: true, text: 'sev 0\nsev_es 0\n' });
    host.truth = {
      boot: host.truth.boot,
      live: { ...host.truth.live, miscGroups: [groupOf('/', { sev: { ...untouched, current: 1n } })] },
    };
    expect(open.read('/sys/fs/cgroup/misc.current')).toEqual({ ok: true, text: 'sev 1\nsev_es 0\n' });
  });

  it('shows a reboot at the next read, with the same guests or without', () => {
    const host: { truth: HostTruth } = { truth: truthOf() };
    const open = openTree(host);
    open.read('/sys/fs/cgroup/misc.capacity');
    host.truth = { boot: truthOf({ miscCapacity: { sev: 1006 } }).boot, live: host.truth.live };
    expect(open.read('/sys/fs/cgroup/misc.capacity')).toEqual({ ok: true, text: 'sev 1006\n' });
  });
});

describe('economy', () => {
  const rendered: string[] = [];
  const counting: Surface = {
    id: 'counting',
    about: 'Counts how often it is rendered.',
    changes: 'boot',
    files: ({ boot }) => [textFile('/count', 0o444, () => `${rendered.push(boot.key)}\n`)],
  };
  const open = treeOpener([counting]);

  it('renders nothing when a tree is opened, listed or asked about', () => {
    const host = { truth: truthOf() };
    open(host).entries();
    open(host).stat('/count');
    open(host).list('/');
    expect(rendered).toEqual([]);
  });

  it('renders a file of the boot once, for all hosts booted from the same truth', () => {
    const truth = truthOf();
    for (let host = 0; host < 3; host += 1)
      expect(open({ truth: { ...truth } }).read('/count')).toEqual({ ok: true, text: '1\n' });
    expect(open({ truth: truthOf() }).read('/count')).toEqual({ ok: true, text: '2\n' });
  });

  it('does not ask for the running state to read a file of the boot', () => {
    const truth: HostTruth = {
      boot: truthOf().boot,
      get live(): never {
        throw new Error('nobody needs this');
      },
    };
    expect(openTree({ truth }).read('/proc/cmdline')).toEqual({ ok: true, text: 'BOOT_IMAGE=/vmlinuz ro\n' });
  });
});
