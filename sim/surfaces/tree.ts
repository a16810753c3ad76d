import { posix } from 'node:path';
import type { FileStatus, HostReader, ReadResult } from '../contracts/reader.js';
import type { Surface, SurfaceFile } from '../contracts/surface.js';
import type { BootTruth, HostTruth } from '../contracts/truth.js';
import { nearestName, UsageError } from '../core/usage-error.js';
import { renderedMemos } from './rendered-memo.js';
import { isFixed } from './surface-file.js';

/** Everything software can see of one host, as a file tree that follows the host: a reboot or a charge shows at the next read. */
export interface HostTree extends HostReader {
  /** All files with the surfaces they belong to, in display order. Reading one through here is remembered like any other. */
  entries(): readonly TreeEntry[];
  /**
   * The files of one surface, none when this host has no such thing.
   *
   * @throws UsageError when there is no surface of that id.
   */
  filesOf(surface: string): readonly SurfaceFile[];
}

/** One file of a tree. */
export interface TreeEntry {
  /** {@link Surface.id}. */
  readonly surface: string;
  readonly file: SurfaceFile;
}

/** What a tree looks at: a host's truth at the moment of each call. */
export interface HasTruth {
  readonly truth: HostTruth;
}

/**
 * Prepares to open trees over these surfaces. Opening renders nothing. What depends on the boot alone is listed once per
 * {@link BootTruth} object and rendered at the first read; the rest is rendered at every read, and listed again when the host's
 * cgroups are others.
 */
export function treeOpener(surfaces: readonly Surface[]): (host: HasTruth) => HostTree {
  const onBoot = surfaces.filter(({ changes }) => changes === 'boot');
  const whileRunning = surfaces.filter(({ changes }) => changes === 'live');
  const bootListings = new WeakMap<BootTruth, Listing>();

  return (host) => treeOf(surfaces, bootListing(host), liveListing(host));

  function bootListing(host: HasTruth): () => Listing {
    let last: { readonly boot: BootTruth; readonly listing: Listing } | undefined;
    return () => {
      const { truth } = host;
      const { boot } = truth;
      if (last?.boot !== boot) last = { boot, listing: sharedListing(boot, truth) };
      return last.listing;
    };
  }

  function sharedListing(boot: BootTruth, truth: HostTruth): Listing {
    const known = bootListings.get(boot);
    if (known !== undefined) return known;
    const listing = new Listing(onBoot, truth, remembered);
    bootListings.set(boot, listing);
    return listing;
  }

  /** A host may keep one truth object with getters for its whole life, or give a new one each time: both are followed. */
  function liveListing(host: HasTruth): () => Listing {
    let last:
      | { readonly truth: HostTruth; readonly boot: BootTruth; readonly groups: unknown; readonly listing: Listing }
      | undefined;
    return () => {
      const { truth } = host;
      const groups = truth.live.miscGroups;
      if (last?.truth === truth && last.boot === truth.boot && last.groups === groups) return last.listing;
      last = { truth, boot: truth.boot, groups, listing: new Listing(whileRunning, truth, (file) => file, last?.listing) };
      return last.listing;
    };
  }
}

/** 64 million characters: about 600 hosts that all differ, any number that do not. */
const memoOf = renderedMemos(64 * 1024 * 1024);

function remembered(file: SurfaceFile): SurfaceFile {
  return isFixed(file) ? file : { path: file.path, status: file.status, read: memoOf(() => file.read()) };
}

/** The files of some surfaces at one moment, found by path. Directories are worked out when somebody asks for one. */
class Listing {
  readonly files = new Map<string, SurfaceFile>();
  readonly bySurface = new Map<string, readonly SurfaceFile[]>();
  #directories: Map<string, Set<string>> | undefined;

  /** @param before What was listed before: usually the same paths, so in the same directories. */
  constructor(surfaces: readonly Surface[], truth: HostTruth, prepare: (file: SurfaceFile) => SurfaceFile, before?: Listing) {
    for (const surface of surfaces) {
      const files = surface.files(truth).map(prepare);
      this.bySurface.set(surface.id, files);
      for (const file of files) this.files.set(file.path, file);
    }
    if (before !== undefined && hasSameKeys(before.files, this.files)) this.#directories = before.#directories;
  }

  /** Names directly below, or undefined when no file here is below it. */
  namesIn(directory: string): ReadonlySet<string> | undefined {
    this.#directories ??= directoriesOf(this.files.keys());
    return this.#directories.get(directory);
  }
}

function hasSameKeys(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  if (one.size !== other.size) return false;
  for (const key of one.keys()) if (!other.has(key)) return false;
  return true;
}

function directoriesOf(paths: Iterable<string>): Map<string, Set<string>> {
  const directories = new Map([['/', new Set<string>()]]);
  for (const path of paths) {
    for (let child = path; child !== '/'; child = posix.dirname(child)) {
      const parent = posix.dirname(child);
      const names = directories.get(parent) ?? new Set();
      directories.set(parent, names.add(posix.basename(child)));
    }
  }
  return directories;
}

function treeOf(surfaces: readonly Surface[], boot: () => Listing, live: () => Listing): HostTree {
  const find = (path: string): SurfaceFile | undefined => boot().files.get(path) ?? live().files.get(path);
  const isDirectory = (path: string): boolean => boot().namesIn(path) !== undefined || live().namesIn(path) !== undefined;
  const filesOf = (id: string): readonly SurfaceFile[] | undefined => boot().bySurface.get(id) ?? live().bySurface.get(id);

  return {
    read: (path) => find(path)?.read() ?? readElsewhere(path),
    stat,
    list,
    entries: () => surfaces.flatMap(({ id }) => (filesOf(id) ?? []).map((file) => ({ surface: id, file }))),
    filesOf: (id) => filesOf(id) ?? unknownSurface(id, surfaces),
  };

  /** A path spelled unusually, a directory, or nothing. */
  function readElsewhere(path: string): ReadResult {
    const plain = plainPath(path);
    const file = plain === path ? undefined : find(plain);
    if (file !== undefined) return path.endsWith('/') ? { ok: false, errno: 'ENOTDIR' } : file.read();
    if (isDirectory(plain)) return { ok: false, errno: 'EISDIR' };
    return { ok: false, errno: isBelowFile(plain) ? 'ENOTDIR' : 'ENOENT' };
  }

  function stat(path: string): FileStatus | undefined {
    const exact = find(path);
    if (exact !== undefined) return exact.status;
    const plain = plainPath(path);
    const file = path.endsWith('/') ? undefined : find(plain);
    return file?.status ?? (isDirectory(plain) ? directoryStatus : undefined);
  }

  function list(directory: string): readonly string[] | undefined {
    const plain = plainPath(directory);
    if (!isDirectory(plain)) return undefined;
    return [...new Set([...(boot().namesIn(plain) ?? []), ...(live().namesIn(plain) ?? [])])].sort();
  }

  function isBelowFile(path: string): boolean {
    for (let parent = posix.dirname(path); parent !== '/' && parent !== '.'; parent = posix.dirname(parent)) {
      if (find(parent) !== undefined) return true;
    }
    return false;
  }
}

const directoryStatus: FileStatus = { kind: 'directory', mode: 0o755 };

/** Without `.`, `..`, doubled and trailing slashes; a relative path stays relative and names nothing. */
function plainPath(path: string): string {
  const known = plainPaths.get(path);
  if (known !== undefined) return known;
  const normal = posix.normalize(path);
  const plain = normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
  if (plainPaths.size >= plainPathsMax) plainPaths.clear();
  plainPaths.set(path, plain);
  return plain;
}

/** Software looks for the same few files over and over, most often where they are missing. */
const plainPaths = new Map<string, string>();
const plainPathsMax = 1024;

function unknownSurface(id: string, surfaces: readonly Surface[]): never {
  const ids = surfaces.map((surface) => surface.id);
  const nearest = nearestName(id, ids);
  const fix = nearest === undefined ? `there are ${ids.join(', ')}` : `did you mean "${nearest}"?`;
  throw new UsageError(`unknown surface "${id}"`, { fix });
}
