/** A Unix socket that only its owner can use, and that is gone when it is no longer served. */
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { UsageError } from '../../../sim/core/usage-error.js';

/** Longest path of a Unix socket on Linux: `sun_path` without its NUL. */
export const longestSocketPath = 107;

/** Clients that may come at the same moment; Linux allows at most `net.core.somaxconn`, 4096 by default. */
export const mostUnaccepted = 4096;

/**
 * Looks at a path before a socket is made there.
 *
 * @throws UsageError when the path is too long for a socket, which the kernel would cut or refuse with EINVAL
 */
export function checkSocketPath(path: string): void {
  const length = Buffer.byteLength(path);
  if (length <= longestSocketPath) return;
  throw new UsageError(`the socket path has ${length} bytes, and Linux takes at most ${longestSocketPath}`, {
    place: { file: path },
    fix: 'serve from a shorter folder, such as one below /tmp or $XDG_RUNTIME_DIR',
  });
}

/**
 * Listens on a path. A socket nobody listens on any more is replaced, as after a crash.
 *
 * @param mode Permissions of the socket file.
 * @throws UsageError when somebody else listens there, or the path cannot be used.
 */
export async function listenOnPath(path: string, mode: number, accept: (socket: Socket) => void): Promise<Server> {
  checkSocketPath(path);
  await removeAbandoned(path);
  const server = createServer(accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) => reject(cannotListen(path, problem)));
    server.listen({ path, backlog: mostUnaccepted }, resolve);
  });
  chmodSync(path, mode);
  return server;
}

async function removeAbandoned(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket())
    throw new UsageError('there is a file in the way of the socket', { place: { file: path }, fix: 'name another path' });
  if (await answers(path)) {
    throw new UsageError('somebody serves there already', { place: { file: path }, fix: 'stop them, or name another path' });
  }
  rmSync(path, { force: true });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function cannotListen(path: string, { code = 'unknown error' }: NodeJS.ErrnoException): UsageError {
  return new UsageError(`cannot listen there (${code})`, {
    place: { file: path },
    fix: 'name a path in a folder that you may write to',
  });
}
