import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeyBroker } from '../../../sim/attestation/trustee/key-broker.js';
import { accessEntry, type LogEntry } from '../../../sim/attestation/trustee/log-entry.js';

/** A key broker on the loopback, on the clock of the machine. */
export interface ServedBroker {
  readonly url: string;
  /** What it said, access lines included. */
  readonly log: readonly LogEntry[];
  stop(): Promise<void>;
}

/** Serves a broker for a peer. */
export async function serveBroker(broker: KeyBroker): Promise<ServedBroker> {
  const log: LogEntry[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const request = { method: incoming.method ?? '', target: incoming.url ?? '/', headers, body: Buffer.concat(parts) };
    const { response, log: said } = await broker.answer(request, Math.floor(Date.now() / 1000));
    log.push(...said, accessEntry(request, response, incoming.socket.remoteAddress ?? '-', 0));
    outgoing.writeHead(response.status, response.headers).end(response.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections());
  return { url: `http://127.0.0.1:${port}`, log, stop };
}
