/** The quote generation service on a Unix socket, or on a port of the loopback in place of VSOCK. */
import type { AddressInfo, Server, Socket } from 'node:net';
import { type QuoteService, reactToQgsStream } from '../../../sim/attestation/intel/qgs/quote-generation-service.js';
import { listenOnTcp } from '../libvirt/tcp-address.js';
import { listenOnPath } from '../libvirt/unix-socket.js';
import { readListenAddress } from './listen-address.js';

/** A service that can be reached. */
export interface ServedQgs {
  /** As QEMU takes it: `unix:/tmp/h0/qgs.socket`, `127.0.0.1:4050`. */
  readonly address: string;
  /** Cuts all clients off; a socket file goes with it. */
  stop(): Promise<void>;
}

/** What is served. */
export interface QgsSetting {
  readonly service: QuoteService;
  /** What the service logs, a line at a time. */
  readonly log?: (line: string) => void;
}

/**
 * Serves until it is stopped. A Unix socket is its owner's alone (0600): who may connect gets quotes for any report of this machine.
 *
 * @param text `unix:PATH`, `localhost:PORT` or `vsock:2:PORT`.
 * @throws UsageError when the address cannot be used.
 */
export async function serveQgs(text: string, setting: QgsSetting): Promise<ServedQgs> {
  const clients = new Set<Socket>();
  const accept = (client: Socket): void => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    serveClient(client, setting);
  };
  const address = readListenAddress(text);
  const server = 'path' in address ? await listenOnPath(address.path, 0o600, accept) : await listenOnTcp(address.tcp, accept);
  return {
    address: 'path' in address ? `unix:${address.path}` : tcpText(server),
    stop: async () => {
      for (const client of clients) client.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** How long a connection may be. Source: Intel SGX DCAP `qgs_server.cpp`. */
const patienceMs = 30_000;

function serveClient(client: Socket, { service, log }: QgsSetting): void {
  let arrived = Buffer.alloc(0);
  client.setTimeout(patienceMs, () => client.destroy());
  client.on('error', () => client.destroy());
  client.on('data', (bytes) => {
    arrived = Buffer.concat([arrived, bytes]);
    const reaction = reactToQgsStream(service, arrived);
    if (reaction.do === 'wait') return;
    client.removeAllListeners('data');
    if (reaction.log !== undefined) log?.(reaction.log);
    if (reaction.do === 'answer') client.end(reaction.bytes);
    else client.destroy();
  });
}

function tcpText(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
