import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { SurfaceFile } from '../contracts/surface.js';
import { assertThat } from '../core/defect.js';
import { UsageError } from '../core/usage-error.js';
import type { HostTree } from './tree.js';

/** Name of the manifest in the top folder of an export. */
export const manifestName = 'fauxmetal-manifest.json';

/** What an export wrote. Also the content of {@link manifestName}. */
export interface ExportManifest {
  readonly format: 'fauxmetal-tree';
  readonly version: 1;
  readonly entries: readonly ExportedEntry[];
}

/** One path of an export. */
export interface ExportedEntry {
  /** Absolute path on the simulated host. */
  readonly path: string;
  readonly surface: string;
  /** What it is on the host; devices and sockets are written as empty regular files, because Node cannot make them. */
  readonly kind: 'file' | 'directory' | 'character-device' | 'socket';
  /** Permission bits as four octal digits, `0444`. */
  readonly mode: string;
  readonly bytes: number;
  readonly device?: { readonly major: number; readonly minor: number };
}

/**
 * Writes a host's files as they are now into a real directory with the host's modes, and a manifest beside them. The tree is
 * written next to its destination and moved there at the end, so an interrupted export leaves no half-written tree.
 *
 * @param out folder to make; it may exist when it is empty, or with `force`, which replaces it with everything in it.
 * @throws UsageError when `out` is taken, is reached through a symbolic link, is not a folder, or cannot be written.
 */
export function exportDirectory(tree: HostTree, out: string, options: { readonly force?: boolean } = {}): ExportManifest {
  const target = resolve(out);
  const staging = reporting(target, () => {
    refuseLinks(target);
    refuseTaken(target, options.force === true);
    mkdirSync(dirname(target), { recursive: true });
    return mkdtempSync(join(dirname(target), `.${basename(target)}.partial-`));
  });
  try {
    const manifest = writeTree(tree, staging);
    chmodSync(staging, 0o755);
    reporting(target, () => replace(target, staging));
    return manifest;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function refuseLinks(target: string): void {
  for (let path = target; path !== dirname(path); path = dirname(path)) {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new UsageError('the export would go through a symbolic link', { place: { file: path }, fix: 'name the real folder' });
  }
}

function refuseTaken(target: string, force: boolean): void {
  const place = { file: target };
  const status = lstatSync(target, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isDirectory())
    throw new UsageError('the export needs a folder, but this is a file', { place, fix: 'choose another name' });
  if (readdirSync(target).length === 0) return;
  if (!force) throw new UsageError('the folder is not empty', { place, fix: 'choose another one, or replace it with --force' });
  if (contains(target, resolve('.'))) {
    throw new UsageError('the folder to replace holds the current directory', { place, fix: 'choose another one' });
  }
}

function contains(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function writeTree(tree: HostTree, root: string): ExportManifest {
  const entries: ExportedEntry[] = [];
  for (const { surface, file } of tree.entries()) {
    const content = file.read();
    const text = content.ok ? content.text : '';
    writeInside(root, file.path, text, file.status.mode);
    entries.push(exportedEntry(surface, file, text));
  }
  const manifest: ExportManifest = { format: 'fauxmetal-tree', version: 1, entries };
  writeInside(root, `/${manifestName}`, manifestText(manifest), 0o644);
  return manifest;
}

/** The manifest's row for one file of a surface with this content. */
export function exportedEntry(
  surface: string,
  { path, status }: Pick<SurfaceFile, 'path' | 'status'>,
  text: string,
): ExportedEntry {
  const mode = `0${status.mode.toString(8).padStart(3, '0')}`;
  return { path, surface, ...status, mode, bytes: Buffer.byteLength(text) };
}

/** The bytes of {@link manifestName}. */
export function manifestText(manifest: ExportManifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function writeInside(root: string, path: string, text: string, mode: number): void {
  const place = placeInside(root, path);
  mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
  writeFileSync(place, text, { mode, flag: 'wx' });
  // Once more, because the process's umask took its bits away.
  chmodSync(place, mode);
}

/** Where a path of the host is in an export. */
export function placeInside(root: string, path: string): string {
  const place = join(root, path);
  assertThat(!relative(root, place).startsWith('..'), `the surface path ${path} stays inside the export`);
  return place;
}

/** Puts the finished tree in place; what was there is moved aside first and removed last. */
function replace(target: string, staging: string): void {
  const aside = `${staging}-replaced`;
  if (existsSync(target)) renameSync(target, aside);
  try {
    renameSync(staging, target);
  } catch (error) {
    if (existsSync(aside)) renameSync(aside, target);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** Does something with files of an export. @throws UsageError that names the folder when the file system refuses. */
export function reporting<Value>(target: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`the export cannot be written (${code})`, {
      place: { file: target },
      fix: 'choose a folder you may write to',
    });
  }
}
