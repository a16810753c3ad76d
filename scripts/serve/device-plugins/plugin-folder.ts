import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { UsageError } from '../../../sim/core/usage-error.js';
import { type MadeDirectory, makeDirectory } from '../made-directory.js';
import { kubeletSocket } from './kubelet.js';

/** A folder in which a kubelet and device plugins meet. */
export interface PluginFolder {
  /** Absolute path. */
  readonly path: string;
  /** A kubelet that is not ours listens there. */
  readonly hasKubelet: boolean;
  readonly made: MadeDirectory;
}

/**
 * Opens a folder for device plugins, and makes it if it is missing.
 *
 * @param wanted whether plugins are to be served there, and not only a kubelet.
 * @throws UsageError when it cannot be one: it holds other things, its path is too long for sockets, what is to be served is served there
 * already, or a kubelet left its socket there.
 */
export async function openPluginFolder(folder: string, wanted: { readonly plugins: boolean }): Promise<PluginFolder> {
  const path = resolve(folder);
  if (Buffer.byteLength(join(path, longestName)) > socketPathMax) {
    throw wrong(
      path,
      `the path is too long for a Unix socket, which has room for ${socketPathMax} bytes`,
      'choose a shorter one',
    );
  }
  const made = madeAt(path);
  try {
    return { path, hasKubelet: await examine(path, wanted.plugins), made };
  } catch (problem) {
    made.removeEmpty();
    throw problem;
  }
}

/** `sun_path` without the closing zero byte. Source: unix(7). */
const socketPathMax = 107;
const longestName = 'kubevirt-vhost-vsock.sock';

function madeAt(path: string): MadeDirectory {
  try {
    return makeDirectory(path);
  } catch (problem) {
    throw wrong(
      path,
      `the folder for device plugins cannot be made (${(problem as NodeJS.ErrnoException).code})`,
      'choose another',
    );
  }
}

/** Is somebody's kubelet there? */
async function examine(path: string, plugins: boolean): Promise<boolean> {
  const entries = readdirSync(path, { withFileTypes: true });
  const other = entries.find((entry) => !entry.isSocket() && !kubeletFiles.includes(entry.name));
  if (other !== undefined) {
    throw wrong(
      path,
      `the folder holds ${other.name}, which is no socket of a device plugin`,
      'choose an empty folder, or a new one',
    );
  }
  for (const { name } of entries.filter((entry) => plugins && entry.name.startsWith('kubevirt-'))) {
    if (await isListening(join(path, name))) throw wrong(path, `somebody serves ${name} there already`, 'choose another folder');
  }
  if (!entries.some(({ name }) => name === kubeletSocket)) return false;
  if (await isListening(join(path, kubeletSocket))) {
    if (!plugins) throw wrong(path, 'a kubelet listens there already', 'choose another folder, or leave --kubelet-only out');
    return true;
  }
  throw wrong(path, `nobody listens on ${kubeletSocket}`, 'remove it if no kubelet runs there');
}

/** What a kubelet keeps beside its socket. Source: Kubernetes 1.34 `pkg/kubelet/cm/devicemanager`. */
const kubeletFiles: readonly string[] = ['kubelet_internal_checkpoint', 'DEPRECATION'];

function isListening(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const connection = connect(socket);
    const answer = (listening: boolean): void => {
      connection.destroy();
      done(listening);
    };
    connection.on('connect', () => answer(true));
    connection.on('error', () => answer(false));
  });
}

function wrong(file: string, problem: string, fix: string): UsageError {
  return new UsageError(problem, { place: { file }, fix });
}
