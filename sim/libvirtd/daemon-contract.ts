/**
 * What the parts of the simulated libvirtd agree on: faults, values of the wire, handlers, events, and the daemon they all work for.
 *
 * The flow of one call: bytes → `protocol/` (frame, header, arguments by the procedure's layout) → one {@link Handler} →
 * `protocol/` (reply or error payload) → bytes. Handlers never see bytes, sockets or serial numbers.
 */
import type { Outcome } from '../core/outcome.js';
import type { Host } from '../host/host.js';

/**
 * An error as virGetLastError() shows it to a client, all fields of the wire's error payload that carry something.
 * Source: libvirt `src/rpc/virnetprotocol.x`, `virNetMessageError`.
 */
export interface Fault {
  /** `virErrorNumber`, e.g. 42 for an unknown domain. */
  readonly code: number;
  /** `virErrorDomain`: the part of libvirt that raised it, e.g. 10 for the QEMU driver. */
  readonly domain: number;
  readonly message: string;
  /** Format string of the class, or the function's name for invalid arguments. */
  readonly str1?: string;
  readonly str2?: string;
  readonly str3?: string;
  /** -1 unless the class says otherwise: errno of system errors, 0 for invalid arguments. */
  readonly int1: number;
  readonly int2: number;
}

/** What a handler answers: the reply's value, or the error the client gets. */
export type Answer<Value> = Outcome<Value, Fault>;

/** `remote_nonnull_domain`. */
export interface DomainName {
  readonly name: string;
  /** Canonical text, lower case, with hyphens; 16 raw bytes on the wire. */
  readonly uuid: string;
  /** -1 while the domain does not run. */
  readonly id: number;
}

/** One typed parameter; the wire's number of each type is the type's index in {@link typedParameterTypes} plus one. */
export type TypedParameter =
  | { readonly field: string; readonly type: 'int' | 'uint' | 'double'; readonly value: number }
  | { readonly field: string; readonly type: 'llong' | 'ullong'; readonly value: bigint }
  | { readonly field: string; readonly type: 'boolean'; readonly value: boolean }
  | { readonly field: string; readonly type: 'string'; readonly value: string };

/** Types of {@link TypedParameter} in the order of `virTypedParameterType`, which begins at 1. */
export const typedParameterTypes = ['int', 'uint', 'llong', 'ullong', 'double', 'boolean', 'string'] as const;

/**
 * One procedure's work. Arguments and value are objects whose fields are those of `remote_protocol.x` in camelCase (`need_results` →
 * `needResults`), `undefined` for procedures without any. A promise lets other calls of the same connection go on meanwhile.
 */
export type Handler<Arguments = never, Value = unknown> = (args: Arguments, call: Call) => Answer<Value> | Promise<Answer<Value>>;

/** Who calls. */
export interface Call {
  readonly daemon: Daemon;
  readonly client: Client;
}

/** One connection that has been opened, as handlers see it. */
export interface Client {
  /** Counts from 1 in the order clients connected. */
  readonly id: number;
  /** Connected to the read-only socket, or opened with the read-only flag. */
  readonly readOnly: boolean;
  /** URI it asked for, e.g. `qemu:///system`. */
  readonly uri: string;
}

/** Everything the handlers of one host share. */
export interface Daemon {
  readonly host: Host;
  /** What `virsh hostname` prints. */
  readonly hostname: string;
  /** Nanoseconds since 1970-01-01 UTC. The edge hands in a real clock, tests a still one. */
  now(): bigint;
  /** Behaviours of `quirks.ts` that are switched off. */
  readonly without: ReadonlySet<string>;
  readonly events: EventSource;
  /** The daemon of another simulated host that a migration URI or hostname names; undefined when nothing listens there. */
  reach(hostOrUri: string): Daemon | undefined;
  /** State of one kind that a group of handlers keeps for this daemon; made on first use. */
  part<Part>(kind: DaemonPart<Part>): Part;
}

/** Names a kind of state and says how it begins. Make one per kind, as a module constant: identity is the key. */
export interface DaemonPart<Part> {
  readonly name: string;
  readonly begin: (daemon: Daemon) => Part;
  /** Called after the host has booted again: guests are gone, definitions stay, and the daemon is another process. */
  readonly rebooted?: (part: Part, daemon: Daemon) => void;
}

/** Where handlers report what happened to a domain; connections that registered for it get a message. */
export interface EventSource {
  emit(event: DaemonEvent): void;
  /** For event logs and tests: called for every event, registered for or not. The answer stops it. */
  listen(listener: (event: DaemonEvent) => void): () => void;
}

/** One event with its payload as the message of its procedure carries it (without the callback id). */
export type DaemonEvent =
  | { readonly kind: 'lifecycle'; readonly domain: DomainName; readonly event: number; readonly detail: number }
  | { readonly kind: 'reboot'; readonly domain: DomainName }
  | { readonly kind: 'control-error'; readonly domain: DomainName }
  | { readonly kind: 'job-completed'; readonly domain: DomainName; readonly params: readonly TypedParameter[] }
  | { readonly kind: 'metadata'; readonly domain: DomainName; readonly type: number; readonly namespace: string | undefined };
