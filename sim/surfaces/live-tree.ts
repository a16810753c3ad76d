import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FileStatus } from '../contracts/reader.js';
import {
  type ExportManifest,
  exportDirectory,
  exportedEntry,
  manifestName,
  manifestText,
  placeInside,
  reporting,
} from './mount-dir.js';
import type { HostTree } from './tree.js';

/** A directory that follows a host: the same files as an export, each replaced as soon as {@link LiveTree.update} finds it changed. */
export interface LiveTree {
  /** Absolute path of the directory. */
  readonly folder: string;
  readonly manifest: () => ExportManifest;
  /**
   * Writes what changed since the last time. Each file is written beside the tree and moved into its place, so a reader sees the
   * old bytes or the new ones; the manifest comes last.
   *
   * @throws UsageError when the directory can no longer be written.
   */
  update(): TreeChanges;
  /** Removes the files, and the directory if it was not there before. */
  remove(): void;
}

/** Paths that differ between two moments of a host, in the order of the tree. */
export interface TreeChanges {
  /** New, with other content, or of another kind or mode. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** What a host shows at one moment, by path. */
export type ShownFiles = ReadonlyMap<string, ShownFile>;

/** One path at one moment; a device node and a socket have no text. */
export interface ShownFile {
  readonly surface: string;
  readonly status: FileStatus;
  readonly text: string;
}

/** Reads all files of a tree. Cheap when little changed: what depends on the boot alone is rendered once. */
export function shownFiles(tree: HostTree): ShownFiles {
  const shown = new Map<string, ShownFile>();
  for (const { surface, file } of tree.entries()) {
    const content = file.read();
    shown.set(file.path, { surface, status: file.status, text: content.ok ? content.text : '' });
  }
  return shown;
}

/** Compares two moments. */
export function changesBetween(before: ShownFiles, after: ShownFiles): TreeChanges {
  const changed = ([path, file]: readonly [string, ShownFile]): boolean => !isSame(before.get(path), file);
  return {
    written: [...after].filter(changed).map(([path]) => path),
    removed: [...before.keys()].filter((path) => !after.has(path)),
  };
}

function isSame(left: ShownFile | undefined, right: ShownFile): boolean {
  if (left === undefined || left.text !== right.text || left.surface !== right.surface) return false;
  const [one, other] = [left.status, right.status];
  const sameDevice = one.device?.major === other.device?.major && one.device?.minor === other.device?.minor;
  return one.kind === other.kind && one.mode === other.mode && sameDevice;
}

/**
 * Exports a host and keeps the export up to date on demand.
 *
 * @param out as for {@link exportDirectory}, which also says what is refused.
 * @throws UsageError
 */
export function openLiveTree(tree: HostTree, out: string, options: { readonly force?: boolean } = {}): LiveTree {
  const folder = resolve(out);
  const wasThere = existsSync(folder);
  let manifest = exportDirectory(tree, folder, options);
  let shown = shownFiles(tree);
  return {
    folder,
    manifest: () => manifest,
    update: () => {
      const now = shownFiles(tree);
      const changes = changesBetween(shown, now);
      shown = now;
      if (changes.written.length + changes.removed.length > 0) manifest = reporting(folder, () => write(folder, changes, now));
      return changes;
    },
    remove: () => reporting(folder, () => (wasThere ? empty(folder) : rmSync(folder, { recursive: true, force: true }))),
  };
}

function write(folder: string, { written, removed }: TreeChanges, shown: ShownFiles): ExportManifest {
  for (const path of removed) removeFile(folder, path);
  for (const path of written) {
    const file = shown.get(path);
    if (file !== undefined) replaceFile(folder, path, file.text, file.status.mode);
  }
  const entries = [...shown].map(([path, { surface, status, text }]) => exportedEntry(surface, { path, status }, text));
  const manifest: ExportManifest = { format: 'fauxmetal-tree', version: 1, entries };
  replaceFile(folder, `/${manifestName}`, manifestText(manifest), 0o644);
  return manifest;
}

/** Written beside the tree, where nobody lists it, and on the same file system, so that rename(2) can put it in place at once. */
function replaceFile(folder: string, path: string, text: string, mode: number): void {
  const unfinished = join(dirname(folder), `.${basename(folder)}.partial`);
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, text, { mode, flag: 'wx' });
  chmodSync(unfinished, mode);
  const place = placeInside(folder, path);
  mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
  renameSync(unfinished, place);
}

/** Also the directories that only this file kept: a module that is not loaded has no directory in /sys/module. */
function removeFile(folder: string, path: string): void {
  rmSync(placeInside(folder, path), { force: true });
  for (let directory = dirname(path); directory !== '/'; directory = dirname(directory)) {
    const place = join(folder, directory);
    if (existsSync(place) && readdirSync(place).length > 0) return;
    if (existsSync(place)) rmdirSync(place);
  }
}

function empty(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}
