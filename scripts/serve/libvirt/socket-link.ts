/** One client on a socket: bytes to its connection and back, and what becomes of clients that do not read. */
import type { Socket } from 'node:net';
import type { Connection, Link, LinkTraits } from '../../../sim/libvirtd/connection.js';
import type { LibvirtDaemon } from '../../../sim/libvirtd/daemon.js';
import { longestMessage } from '../../../sim/libvirtd/protocol/frames.js';

/** Bytes that wait for a client before its further calls wait too. */
const congestedFrom = 256 * 1024;

/** Bytes that may wait for a client. Beyond one reply only events gather: a client with more has stopped reading, and is cut off. */
const mostQueued = longestMessage + 8 * 1024 * 1024;

/** Milliseconds a client has to take what was sent before it is cut off. */
const farewell = 5000;

/** Connects a socket that was accepted to the daemon, until one of them ends it. */
export function serveSocket(socket: Socket, daemon: LibvirtDaemon, traits: LinkTraits): Connection {
  const link: Link = {
    send: (bytes) => {
      if (socket.destroyed) return;
      socket.write(bytes);
      if (socket.writableLength > mostQueued) socket.destroy();
    },
    congested: () => socket.writableLength > congestedFrom,
    hold: (wait) => void (wait ? socket.pause() : socket.resume()),
    close: () => {
      socket.setTimeout(farewell, () => socket.destroy());
      socket.destroySoon();
    },
  };
  const connection = daemon.connect(link, traits);
  /** Many small replies go out in one write. */
  const together = (work: () => void): void => {
    socket.cork();
    work();
    socket.uncork();
  };
  socket.on('data', (bytes) => together(() => connection.receive(bytes)));
  socket.on('drain', () => together(() => connection.proceed()));
  // What went wrong matters to nobody: the client is gone either way.
  socket.on('error', () => {});
  socket.on('close', () => connection.closed());
  return connection;
}
