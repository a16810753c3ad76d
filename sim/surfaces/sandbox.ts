import { posix } from 'node:path';
import { type Place, placesOf, type RealPaths } from './sandbox-places.js';
import type { HostTree } from './tree.js';

export type { RealPaths } from './sandbox-places.js';

/** How bubblewrap makes the view of a host. */
export interface SandboxPlan {
  /** Arguments of bwrap(1) up to the command: the real machine as it is, with the simulated host over it. */
  readonly arguments: readonly string[];
  /** Paths of the host that cannot be shown, because they are missing in the real `/proc` and nothing can be added there. */
  readonly left: readonly string[];
}

/**
 * Plans a sandbox in which the paths of a host are the simulated ones and everything else is the real machine, read and write.
 *
 * A path that both have is laid over. Where only one of them has it, the directory around it is built anew: an empty one with
 * every other real entry bound into it. Such a directory takes no new entries (EROFS), because they would be lost with the
 * sandbox; `/dev` and `/run` do, which are lost with the boot anyway. Under `/proc` and `/sys` the host's files are read-only,
 * elsewhere what is written to them is lost with the sandbox.
 *
 * A device node is `/dev/null` bound to its place: it opens and is a character device for stat(2), with other numbers and mode
 * 0666. A socket is a regular file: connecting to it is refused.
 *
 * @param exported directory that holds the files of the tree, as `exportDirectory` writes them.
 */
export function sandboxPlan(tree: HostTree, real: RealPaths, exported: string): SandboxPlan {
  const places = placesOf(tree, real);
  const root: Branch = { path: '/', children: new Map() };
  for (const place of places) plant(root, place);
  const left = places.filter((place) => isProc(place.path) && place.shows !== 'nothing' && real.kindOf(place.path) !== 'other');
  return { arguments: argumentsFor(root, real, exported), left: left.map(({ source }) => source) };
}

/** A directory on the way to places, or a place. */
interface Branch {
  readonly path: string;
  readonly children: Map<string, Branch>;
  place?: Place;
}

function plant(root: Branch, place: Place): void {
  let branch = root;
  for (const name of place.path.split('/').slice(1)) {
    const next = branch.children.get(name) ?? { path: posix.join(branch.path, name), children: new Map() };
    branch.children.set(name, next);
    branch = next;
  }
  branch.place = place;
}

function argumentsFor(root: Branch, real: RealPaths, exported: string): readonly string[] {
  return realDirectory(root);

  /** A real directory, where nothing is mounted yet. */
  function realDirectory(branch: Branch): readonly string[] {
    return mustBeBuilt(branch) ? built(branch) : ['--dev-bind', branch.path, branch.path, ...laidOver(branch)];
  }

  function mustBeBuilt({ path, children }: Branch): boolean {
    return !isProc(path) && [...children.values()].some((child) => !fits(child));
  }

  /** An empty directory, the real entries that nothing is said about, and the simulated ones. */
  function built({ path, children }: Branch): readonly string[] {
    const names = real.list(path).filter((name) => !children.has(name));
    return [
      ...(path === '/' ? [] : ['--tmpfs', path]),
      ...[...names].sort().flatMap((name) => kept(posix.join(path, name))),
      ...inOrder(children).flatMap(added),
      ...(isVolatile(path) ? [] : ['--remount-ro', path]),
    ];
  }

  /** `try`, because a real entry may vanish between planning and mounting. */
  function kept(path: string): readonly string[] {
    return real.kindOf(path) === 'link' ? ['--symlink', real.target(path), path] : ['--dev-bind-try', path, path];
  }

  function added(child: Branch): readonly string[] {
    const { path, place, children } = child;
    if (place !== undefined) return mounted(child, place);
    const kind = real.kindOf(path);
    if (kind === 'directory') return realDirectory(child);
    if (showsSomething(child)) return ['--dir', path, ...inOrder(children).flatMap(added)];
    return kind === undefined ? [] : kept(path);
  }

  /** What changes in a real directory that is there already and has room for all of it. */
  function laidOver({ children }: Branch): readonly string[] {
    return inOrder(children)
      .filter(fits)
      .flatMap((child) => {
        if (child.place !== undefined) return mounted(child, child.place);
        if (real.kindOf(child.path) !== 'directory') return [];
        return mustBeBuilt(child) ? built(child) : laidOver(child);
      });
  }

  /** Is the right kind of thing really there to be mounted over, or rightly nothing? */
  function fits(branch: Branch): boolean {
    const { path, place } = branch;
    const kind = real.kindOf(path);
    if (!showsSomething(branch)) return place === undefined || kind === undefined;
    return kind === (place === undefined || /directory$/.test(place.shows) ? 'directory' : 'other');
  }

  function mounted({ path, children }: Branch, { source, shows }: Place): readonly string[] {
    if (shows === 'nothing') return [];
    if (shows === 'empty-directory') return ['--tmpfs', path, '--remount-ro', path];
    if (shows === 'character-device') return ['--dev-bind', '/dev/null', path];
    return [isKernels(path) ? '--ro-bind' : '--bind', `${exported}${source}`, path, ...inOrder(children).flatMap(devices)];
  }

  function devices(branch: Branch): readonly string[] {
    const here = branch.place === undefined ? [] : mounted({ ...branch, children: new Map() }, branch.place);
    return [...here, ...inOrder(branch.children).flatMap(devices)];
  }
}

function showsSomething({ place, children }: Branch): boolean {
  return (place !== undefined && place.shows !== 'nothing') || [...children.values()].some(showsSomething);
}

function inOrder(children: ReadonlyMap<string, Branch>): readonly Branch[] {
  return [...children.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Processes come and go in it, so it cannot be built anew. */
function isProc(path: string): boolean {
  return path === '/proc' || path.startsWith('/proc/');
}

function isKernels(path: string): boolean {
  return isProc(path) || path.startsWith('/sys/');
}

function isVolatile(path: string): boolean {
  return /^\/(dev|run)(\/|$)/.test(path);
}
