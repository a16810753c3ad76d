/** The sockets of one simulated libvirtd. */
import type { AddressInfo, Server, Socket } from 'node:net';
import type { LinkTraits } from '../../../sim/libvirtd/connection.js';
import type { LibvirtDaemon } from '../../../sim/libvirtd/daemon.js';
import { serveSocket } from './socket-link.js';
import { listenOnTcp, type TcpAddress } from './tcp-address.js';
import { checkSocketPath, listenOnPath } from './unix-socket.js';

/** Where a daemon listens: a Unix socket, an address, or both. */
export interface LibvirtSockets {
  /** Path of the Unix socket; its read-only twin is the same with `-ro`. */
  readonly socket?: string;
  readonly tcp?: TcpAddress;
}

/** A daemon that can be reached. */
export interface ServedLibvirt {
  /** What `virsh -c` takes: of the Unix socket, where there is one. */
  readonly uri: string;
  readonly readOnlyUri?: string;
  readonly tcpUri?: string;
  /** Cuts all clients off and removes the sockets. */
  stop(): Promise<void>;
}

/** The read-only twin has libvirt's own default mode; everybody who may enter its folder may look. */
const modes = { readWrite: 0o600, readOnly: 0o777 } as const;

/** How often connections are told that time goes by. */
const tickMs = 1000;

/**
 * Serves a daemon until it is stopped.
 *
 * @example const { uri, stop } = await serveLibvirt(daemon, { socket: '/tmp/genoa/libvirt-sock' });
 * @throws UsageError when a socket cannot be made; then none is left behind.
 */
export async function serveLibvirt(daemon: LibvirtDaemon, { socket, tcp }: LibvirtSockets): Promise<ServedLibvirt> {
  if (socket !== undefined) checkSocketPath(`${socket}-ro`);
  const sockets = new Set<Socket>();
  const accept = (traits: LinkTraits) => (client: Socket) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    serveSocket(client, daemon, traits);
  };
  const servers: Server[] = [];
  const uris: string[] = [];
  try {
    if (socket !== undefined) {
      servers.push(await listenOnPath(socket, modes.readWrite, accept({})));
      servers.push(await listenOnPath(`${socket}-ro`, modes.readOnly, accept({ readOnly: true })));
    }
    if (tcp !== undefined) {
      const server = await listenOnTcp(tcp, accept({}));
      servers.push(server);
      uris.push(tcpUri(server));
    }
  } catch (problem) {
    await Promise.all(servers.map(closed));
    throw problem;
  }
  const clock = setInterval(() => daemon.tick(), tickMs).unref();
  return {
    ...urisOf(socket, uris[0]),
    stop: async () => {
      clearInterval(clock);
      daemon.dropAll('libvirtd ends');
      for (const client of sockets) client.destroy();
      await Promise.all(servers.map(closed));
    },
  };
}

function urisOf(socket: string | undefined, tcpUri: string | undefined): Pick<ServedLibvirt, 'uri' | 'readOnlyUri' | 'tcpUri'> {
  const overTcp = tcpUri === undefined ? {} : { tcpUri };
  if (socket === undefined) return { uri: tcpUri ?? '', ...overTcp };
  const uri = `qemu+unix:///system?socket=${socket}`;
  return { uri, readOnlyUri: `${uri}-ro`, ...overTcp };
}

/** A Unix socket's file goes with its server. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function tcpUri(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `qemu+tcp://${family === 'IPv6' ? `[${address}]` : address}:${port}/system`;
}
