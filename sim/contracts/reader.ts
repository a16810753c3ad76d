import type { Errno } from '../core/errno.js';

/**
 * Everything a subject may know about a host: its file tree, read the way a program with a host-root option reads it.
 * Paths are absolute on the simulated host (`/sys/fs/cgroup/misc.capacity`). Reading never changes the host.
 *
 * @example
 * const capacity = reader.read('/sys/fs/cgroup/misc.capacity');
 * if (capacity.ok) capacity.text; // 'sev 907\nsev_es 99\n'
 * else capacity.errno;            // 'ENOENT' in a container with a private cgroup namespace
 */
export interface HostReader {
  /** The whole content of a file as text, or the error number open(2) or read(2) would give. */
  read(path: string): ReadResult;
  /** What stat(2) says, or undefined when nothing is there. */
  stat(path: string): FileStatus | undefined;
  /** Names in a directory in code-unit order, or undefined when it is not a directory. */
  list(directory: string): readonly string[] | undefined;
}

/** Answer of {@link HostReader.read}. */
export type ReadResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly errno: Errno };

/** Kind and permission bits of a path. `mode` has the permission bits only, e.g. `0o444`. */
export interface FileStatus {
  readonly kind: 'file' | 'directory' | 'character-device' | 'socket';
  readonly mode: number;
  /** Device numbers, for a character device. */
  readonly device?: { readonly major: number; readonly minor: number };
}
