import type { SurfaceFile } from '../contracts/surface.js';

/** A regular file whose text is worked out when somebody reads it. `mode` has the permission bits. */
export function textFile(path: string, mode: number, text: () => string): SurfaceFile {
  return { path, status: { kind: 'file', mode }, read: () => ({ ok: true, text: text() }) };
}
