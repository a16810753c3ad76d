import type { FileStatus, HostReader } from './reader.js';

/** What stands at a path: a file's text, or a node that is not an ordinary file. */
export type MemoryEntry = string | FileStatus;

/**
 * A {@link HostReader} over a plain record of absolute paths: the contract without a host behind it. Directories exist because
 * something is in them.
 *
 * @example
 * memoryReader({ '/sys/fs/cgroup/misc.capacity': 'sev 509\n', '/dev/kvm': characterDevice }).stat('/dev/kvm')?.kind
 */
export function memoryReader(entries: Readonly<Record<string, MemoryEntry>>): HostReader {
  const paths = Object.keys(entries);
  const list = (directory: string): readonly string[] | undefined => {
    const prefix = directory.endsWith('/') ? directory : `${directory}/`;
    const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('/')[0] ?? '');
    return below.length === 0 ? undefined : [...new Set(below)].sort();
  };
  const stat = (path: string): FileStatus | undefined => {
    const entry = entries[path];
    if (typeof entry === 'string') return { kind: 'file', mode: 0o444 };
    return entry ?? (list(path) === undefined ? undefined : { kind: 'directory', mode: 0o755 });
  };
  const read: HostReader['read'] = (path) => {
    const entry = entries[path];
    if (typeof entry === 'string') return { ok: true, text: entry };
    const status = stat(path);
    if (status === undefined) return { ok: false, errno: 'ENOENT' };
    return { ok: false, errno: status.kind === 'directory' ? 'EISDIR' : 'EINVAL' };
  };
  return { read, stat, list };
}

/** A device node anybody may use, for paths such as `/dev/kvm`. */
export const characterDevice: FileStatus = { kind: 'character-device', mode: 0o666 };
