/** Where libvirt is offered over TCP. Nobody is asked who they are there, so it is this machine's loopback unless told otherwise. */
import { createServer, isIP, type Server, type Socket } from 'node:net';
import { UsageError } from '../../../sim/core/usage-error.js';
import { mostUnaccepted } from './unix-socket.js';

/** An address to listen on. */
export interface TcpAddress {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/**
 * Reads `127.0.0.1:16509` or `[::1]:16509`.
 *
 * @param anywhere Addresses other machines can reach are wanted.
 * @throws UsageError for what is no address, and for one off the loopback that was not asked for.
 */
export function readTcpAddress(text: string, anywhere: boolean): TcpAddress {
  const [, bracketed, plain = '', digits = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (isIP(host) === 0 || digits === '' || port > 65_535) {
    throw new UsageError(`--tcp "${text}" is no address`, { fix: 'write an IP address and a port, as in 127.0.0.1:16509' });
  }
  if (!isLoopback(host) && !anywhere) {
    throw new UsageError(`--tcp ${text} can be reached by other machines, and asks nobody who they are`, {
      fix: 'use 127.0.0.1, or add --tcp-anywhere if that is meant',
    });
  }
  return { host, port };
}

/** Addresses only this machine reaches. */
export function isLoopback(host: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(host) || host === '::1';
}

/** Listens there. @throws UsageError when the address is taken or not this machine's */
export async function listenOnTcp({ host, port }: TcpAddress, accept: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ noDelay: true }, accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code = 'unknown error' }: NodeJS.ErrnoException) =>
      reject(new UsageError(`cannot listen on ${host}:${port} (${code})`, { fix: 'name another port, or 0 for any' })),
    );
    server.listen({ port, host, backlog: mostUnaccepted }, resolve);
  });
  return server;
}
