import { connect, type Socket } from 'node:net';
import { TestClient } from '../../../../sim/libvirtd/testing/test-client.js';

/** A client on a socket. */
export interface SocketClient {
  readonly client: TestClient;
  readonly socket: Socket;
}

/** Connects to a Unix socket's path, or to a port of this machine. */
export async function socketClient(to: string | number): Promise<SocketClient> {
  const socket = typeof to === 'string' ? connect(to) : connect(to, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const client = new TestClient((bytes) => socket.write(bytes));
  socket.on('data', (bytes) => client.receive(bytes));
  socket.on('error', () => {});
  return { client, socket };
}

/** The same with `qemu:///system` open. */
export async function openSocketClient(to: string | number): Promise<SocketClient> {
  const connected = await socketClient(to);
  await connected.client.open();
  return connected;
}
