import { type Errno, strerror } from '../../../core/errno.js';

/** A failed open or read as Go words it: `open /dev/sev: no such file or directory`. Source: Go `io/fs` (PathError.Error). */
export function openError(path: string, errno: Errno): string {
  return `open ${path}: ${strerror(errno).toLowerCase()}`;
}
