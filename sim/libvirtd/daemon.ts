import { refused } from '../core/outcome.js';
import type { Host } from '../host/host.js';
import { isAtLeast } from '../surfaces/release.js';
import { Connection, type ConnectionRules, type Link, type LinkTraits } from './connection.js';
import { defaultUri } from './connection-uri.js';
import type { Answer, Daemon, DaemonEvent, DaemonPart } from './daemon-contract.js';
import { destroyDomainsOf } from './domains/autodestroy.js';
import { Events } from './events.js';
import type { EventTopic } from './events-registrations.js';
import { handlerOf, qemuRoutes, remoteRoutes } from './handlers.js';
import { rpcFault } from './protocol/faults.js';
import { programs } from './protocol/packet.js';
import { type ArgsOf, type ProcedureName, procedures, type RetOf } from './protocol/procedures.js';

/** What a daemon is told besides its host. */
export interface DaemonOptions {
  /** What `virsh hostname` prints. */
  readonly hostname: string;
  /** Nanoseconds since 1970-01-01 UTC. */
  readonly now: () => bigint;
  /** Ids of `quirks.ts` that are switched off; default none. */
  readonly without?: ReadonlySet<string>;
  /** Daemons of other simulated hosts, for migration; default there are none. */
  readonly reach?: (hostOrUri: string) => Daemon | undefined;
  /** Told when a handler throws, which is a mistake of ours; default it is thrown on. */
  readonly mistake?: (problem: unknown) => void;
}

/**
 * libvirtd of one simulated host: everything but the socket.
 *
 * @example
 * const daemon = new LibvirtDaemon(host, { hostname: 'genoa', now: () => 0n });
 * const connection = daemon.connect({ send: (bytes) => socket.write(bytes), close: () => socket.end() });
 * socket.on('data', (bytes) => connection.receive(bytes));
 */
export class LibvirtDaemon implements Daemon {
  readonly host: Host;
  readonly hostname: string;
  readonly without: ReadonlySet<string>;
  readonly events = new Events((event) => this.#tell(event));
  readonly #options: DaemonOptions;
  readonly #parts = new Map<DaemonPart<unknown>, unknown>();
  readonly #connections = new Set<Connection>();
  readonly #callbacks = new Map<EventTopic, number>();
  #rules: ConnectionRules;
  #connected = 0;

  constructor(host: Host, options: DaemonOptions) {
    this.host = host;
    this.hostname = options.hostname;
    this.without = options.without ?? new Set();
    this.#options = options;
    this.#rules = this.#rulesNow();
  }

  now(): bigint {
    return this.#options.now();
  }

  reach(hostOrUri: string): Daemon | undefined {
    return this.#options.reach?.(hostOrUri);
  }

  part<Part>(kind: DaemonPart<Part>): Part {
    if (!this.#parts.has(kind as DaemonPart<unknown>)) this.#parts.set(kind as DaemonPart<unknown>, kind.begin(this));
    return this.#parts.get(kind as DaemonPart<unknown>) as Part;
  }

  /** Clients that are connected now, oldest first. */
  get connections(): readonly Connection[] {
    return [...this.#connections];
  }

  /** A client has come this way. Hand its bytes to the connection, and tell it when the link is gone. */
  connect(link: Link, traits: LinkTraits = {}): Connection {
    const connection = new Connection(++this.#connected, link, traits, this.#rules, (gone) => this.#connections.delete(gone));
    this.#connections.add(connection);
    return connection;
  }

  /** A call from inside, as a client with all rights would make it. */
  async ask<Name extends ProcedureName>(name: Name, args: ArgsOf<Name>): Promise<Answer<RetOf<Name>>> {
    const handler = handlerOf(name);
    if (handler === undefined) return refused(rpcFault(`unknown procedure: ${procedures[name].number}`));
    return handler(args, { daemon: this, client: { id: 0, readOnly: false, uri: defaultUri } });
  }

  /** Time goes by for every connection: call it every second or so. */
  tick(): void {
    for (const connection of this.connections) connection.tick();
  }

  /** The host has booted again, perhaps with another libvirt: clients are cut off, and what ran is gone. */
  rebooted(): void {
    this.dropAll('the host has booted again');
    this.#callbacks.clear();
    this.#rules = this.#rulesNow();
    for (const [kind, part] of this.#parts) kind.rebooted?.(part, this);
  }

  /** Cuts all clients off. */
  dropAll(reason: string): void {
    for (const connection of this.connections) connection.close(reason);
  }

  #tell(event: DaemonEvent): void {
    for (const connection of this.connections) connection.tell(event);
  }

  #rulesNow(): ConnectionRules {
    const { version } = this.host.boot.libvirt;
    return {
      daemon: this,
      programs: new Map([
        [programs.remote, remoteRoutes(version)],
        [programs.qemu, qemuRoutes],
      ]),
      positional: isAtLeast(version, '9.2.0'),
      counts: eventCounts(version),
      nextId: (topic) => this.#nextCallback(topic),
      clientGone: (client) => destroyDomainsOf(client, this),
      mistake: this.#options.mistake ?? thrownOn,
    };
  }

  #nextCallback(topic: EventTopic): number {
    const id = this.#callbacks.get(topic) ?? 0;
    this.#callbacks.set(topic, id + 1);
    return id;
  }
}

/**
 * Number of event ids by topic. NIC MAC changes came with 11.2.0, two more kinds before 12.8.0.
 * Source: libvirt `include/libvirt/libvirt-{domain,network,storage,nodedev,secret}.h`.
 */
function eventCounts(version: string): ConnectionRules['counts'] {
  const domain = isAtLeast(version, '12.0.0') ? 30 : isAtLeast(version, '11.2.0') ? 28 : 27;
  const network = isAtLeast(version, '9.8.0') ? 2 : 1;
  return { domain, network, 'storage pool': 2, 'node device': 2, secret: 2, 'qemu monitor': 1 };
}

function thrownOn(problem: unknown): never {
  throw problem;
}
