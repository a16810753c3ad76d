import type { Connection, LinkTraits } from '../connection.js';
import type { LibvirtDaemon } from '../daemon.js';
import { TestClient } from './test-client.js';

/** A client and its connection, without sockets between them. */
export interface Line {
  readonly client: TestClient;
  readonly connection: Connection;
  /** Why the server ended it; undefined while it lives. */
  readonly ended: () => string | undefined;
  /** Everything the server sent. */
  readonly sent: readonly Buffer[];
}

/** Connects a client to a daemon in the same process. What one says the other hears at once. */
export function line(daemon: LibvirtDaemon, traits: LinkTraits = {}): Line {
  let ended: string | undefined;
  const sent: Buffer[] = [];
  const client = new TestClient((bytes) => connection.receive(bytes));
  const connection = daemon.connect(
    {
      send: (bytes) => {
        sent.push(Buffer.from(bytes));
        client.receive(Buffer.from(bytes));
      },
      close: (reason) => {
        ended = reason;
      },
    },
    traits,
  );
  return { client, connection, ended: () => ended, sent };
}

/** The same with `qemu:///system` open. */
export async function openLine(daemon: LibvirtDaemon, traits: LinkTraits = {}): Promise<Line> {
  const opened = line(daemon, traits);
  await opened.client.open();
  return opened;
}
