import { posix } from 'node:path';
import type { FileStatus } from '../contracts/reader.js';
import { simulatedPaths } from './simulated-paths.js';
import type { HostTree } from './tree.js';

/** What is on the real machine, as far as a plan must know. */
export interface RealPaths {
  /** What lstat(2) says; `other` is a file, a device node, a socket or a pipe. Undefined when nothing is there. */
  kindOf(path: string): 'directory' | 'link' | 'other' | undefined;
  /** Names in a directory. */
  list(directory: string): readonly string[];
  /** What readlink(2) says. */
  target(link: string): string;
}

/** One path that a sandbox must show otherwise than the real machine does. */
export interface Place {
  /** Path on the real machine, its directories free of symbolic links: `/run/tdx-qgs` where `/var/run` leads to `/run`. */
  readonly path: string;
  /** Path on the simulated host. */
  readonly source: string;
  readonly shows: 'nothing' | 'empty-directory' | FileStatus['kind'];
}

/** Everything a sandbox must show otherwise: the simulated paths whole, and the files of the tree that lie elsewhere. */
export function placesOf(tree: HostTree, real: RealPaths): readonly Place[] {
  const whole = simulatedPaths.map(({ path, always }): Place => {
    const shows = tree.stat(path)?.kind ?? (always === true ? 'empty-directory' : 'nothing');
    return { path: withoutLinks(path, real), source: path, shows };
  });
  const files = tree.entries().map(({ file }): Place => {
    return { path: withoutLinks(file.path, real), source: file.path, shows: file.status.kind };
  });
  const directories = whole.filter(({ shows }) => shows === 'directory').map(({ path }) => `${path}/`);
  const covered = ({ path, shows }: Place): boolean =>
    shows !== 'character-device' && directories.some((directory) => path.startsWith(directory));
  return [...whole, ...files.filter((place) => !covered(place))];
}

/** Mount points are named without symbolic links on the way: a mount would follow them, and a plan must know where to. */
function withoutLinks(path: string, real: RealPaths): string {
  const todo = partsOf(posix.dirname(path));
  let reached = '/';
  for (let links = 0; todo.length > 0; ) {
    const next = posix.join(reached, todo.shift() ?? '');
    if (real.kindOf(next) !== 'link' || links === linksAtMost) {
      reached = next;
      continue;
    }
    links += 1;
    const target = real.target(next);
    todo.unshift(...partsOf(target));
    if (posix.isAbsolute(target)) reached = '/';
  }
  return posix.join(reached, posix.basename(path));
}

/** Linux gives up at this many (`MAXSYMLINKS`). */
const linksAtMost = 40;

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
