import { assertThat } from '../core/defect.js';
import type { Errno } from '../core/errno.js';
import { done, type Outcome, refused } from '../core/outcome.js';
import type { MiscGroup } from './misc-group.js';

/**
 * The cgroup directories, and which of them have the misc controller. A directory that loses the controller and gets it again has
 * a new group object; the old one is kept only by those who charged it.
 * Source: Linux 7.2.8 `kernel/cgroup/cgroup.c` `cgroup_mkdir`, `cgroup_destroy_locked`, `cgroup_subtree_control_write`, `offline_css`.
 */
export class MiscTree {
  readonly #directories = new Map<string, Directory>();
  readonly #newGroup: (path: string, parent: MiscGroup | undefined) => MiscGroup;
  #inOrder: readonly MiscGroup[] | undefined;

  /** @param newGroup Makes the group object of a directory. */
  constructor(newGroup: (path: string, parent: MiscGroup | undefined) => MiscGroup) {
    this.#newGroup = newGroup;
    const root = newGroup('/', undefined);
    this.#directories.set('/', { group: root, parent: undefined, children: new Map(), handsOn: true });
  }

  /** The directory's own group; undefined without such a directory, or without the controller in it. */
  groupAt(path: string): MiscGroup | undefined {
    return this.#directories.get(path)?.group;
  }

  /** The directory's own group or the nearest one above it. */
  chargedGroup(path: string): MiscGroup {
    const group = this.groupAt(path);
    if (group !== undefined) return group;
    assertThat(path.startsWith('/') && path !== '/', `a cgroup path starts at the root: ${path}`);
    return this.chargedGroup(parentPath(path));
  }

  /** mkdir(2). */
  make(path: string): Outcome<void, Errno> {
    if (this.#directories.has(path)) return refused('EEXIST');
    const parent = isNormal(path) ? this.#directories.get(parentPath(path)) : undefined;
    if (parent === undefined) return refused('ENOENT');
    if (path.includes('\n')) return refused('EINVAL');
    const group = parent.handsOn && parent.group !== undefined ? this.#newGroup(path, parent.group) : undefined;
    const directory: Directory = { group, parent, children: new Map(), handsOn: group !== undefined };
    parent.children.set(path, directory);
    this.#directories.set(path, directory);
    return this.#changed();
  }

  /** rmdir(2). */
  remove(path: string): Outcome<void, Errno> {
    const directory = this.#directories.get(path);
    if (directory === undefined) return refused('ENOENT');
    if (directory.parent === undefined || directory.children.size > 0) return refused('EBUSY');
    directory.parent.children.delete(path);
    this.#directories.delete(path);
    return this.#changed();
  }

  /** `+misc` for the children of `path`. */
  enableInChildren(path: string): Outcome<void, Errno> {
    const directory = this.#directories.get(path);
    if (directory?.group === undefined) return refused('ENOENT');
    directory.handsOn = true;
    for (const [childPath, child] of directory.children) child.group ??= this.#newGroup(childPath, directory.group);
    return this.#changed();
  }

  /** `-misc` for the children of `path`. */
  disableInChildren(path: string): Outcome<void, Errno> {
    const directory = this.#directories.get(path);
    if (directory === undefined) return refused('ENOENT');
    const children = [...directory.children.values()];
    if (children.some(handsItOn)) return refused('EBUSY');
    directory.handsOn = false;
    for (const child of children) {
      child.group = undefined;
      child.handsOn = false;
    }
    return this.#changed();
  }

  /** Groups of the directories that have the controller: the root, then the others by path. The same array until one changes. */
  inOrder(): readonly MiscGroup[] {
    this.#inOrder ??= [...this.#directories.values()]
      .flatMap(({ group }) => group ?? [])
      .sort((one, other) => (one.path < other.path ? -1 : 1));
    return this.#inOrder;
  }

  #changed(): Outcome<void, never> {
    this.#inOrder = undefined;
    return done(undefined);
  }
}

interface Directory {
  /** Absent where the controller is disabled. */
  group: MiscGroup | undefined;
  readonly parent: Directory | undefined;
  /** By path. */
  readonly children: Map<string, Directory>;
  /** `misc` is in cgroup.subtree_control: children have the controller. New directories hand it on when they have it. */
  handsOn: boolean;
}

/** Asks for real grandchildren: that `handsOn` is set before there is a child is our default, and nobody's write. */
function handsItOn(directory: Directory): boolean {
  return [...directory.children.values()].some(({ group }) => group !== undefined);
}

function isNormal(path: string): boolean {
  const [root, ...names] = path.split('/');
  return root === '' && names.length > 0 && names.every((name) => name !== '' && name !== '.' && name !== '..');
}

/** `/a/b` → `/a`, `/a` → `/`. */
function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
