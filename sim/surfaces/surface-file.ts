import type { SurfaceFile } from '../contracts/surface.js';
import { contentCache } from './content-cache.js';

/** A regular file whose text is worked out when somebody reads it. `mode` has the permission bits. */
export function textFile(path: string, mode: number, text: () => string): SurfaceFile {
  return { path, status: { kind: 'file', mode }, read: () => ({ ok: true, text: text() }) };
}

/** A regular file whose short text is known already. Equal ones of all hosts are one object: a host has dozens of them. */
export function fixedFile(path: string, mode: number, text: string): SurfaceFile {
  return fixedFiles(`${mode} ${path} ${text}`, () => {
    const result = { ok: true, text } as const;
    const file: SurfaceFile = { path, status: { kind: 'file', mode }, read: () => result };
    fixed.add(file);
    return file;
  });
}

/** True for a file of {@link fixedFile}, which needs no memory of what it said. */
export function isFixed(file: SurfaceFile): boolean {
  return fixed.has(file);
}

const fixedFiles = contentCache<SurfaceFile>(4096);

const fixed = new WeakSet<SurfaceFile>();
