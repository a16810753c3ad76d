/** Which events a connection asked for. Source: libvirt `src/remote/remote_daemon_dispatch.c`, `src/conf/object_event.c`. */
import { done, refused } from '../core/outcome.js';
import type { Answer, DaemonEvent } from './daemon-contract.js';
import { domainEventIds } from './events.js';
import { alreadyTracked, serverFault } from './protocol/faults.js';

/** Things that have events of their own, each with ids and callbacks counted on its own. */
export const eventTopics = ['domain', 'network', 'storage pool', 'node device', 'secret', 'qemu monitor'] as const;

/** One of {@link eventTopics}. */
export type EventTopic = (typeof eventTopics)[number];

/** What differs between the daemons that keep registrations. */
export interface RegistrationRules {
  /** Number of event ids of each topic this version knows: they count from 0. */
  readonly counts: Readonly<Record<EventTopic, number>>;
  /** Its format strings have numbered arguments. */
  readonly positional: boolean;
  /** Id of the next callback; no two connections of a daemon have one in common. */
  nextId(topic: EventTopic): number;
}

/** Callbacks one connection can have of one topic. Ours: libvirtd knows no end of them. */
export const mostCallbacks = 16_384;

interface Registration {
  readonly eventId: number;
  /** UUID of the only domain to hear of; undefined for all. */
  readonly only: string | undefined;
}

/** The callbacks of one connection. */
export class Registrations {
  readonly #rules: RegistrationRules;
  readonly #topics = new Map<EventTopic, Map<number, Registration>>();

  constructor(rules: RegistrationRules) {
    this.#rules = rules;
  }

  /** Number of callbacks. */
  get size(): number {
    return [...this.#topics.values()].reduce((sum, callbacks) => sum + callbacks.size, 0);
  }

  /**
   * @param only UUID of the only domain to hear of; undefined for all.
   * @returns The callback's id; refused for an event id this version does not know, and for what is registered already.
   */
  register(topic: EventTopic, eventId: number, only: string | undefined): Answer<{ readonly callbackID: number }> {
    const { counts, positional } = this.#rules;
    const callbacks = this.#of(topic);
    if (eventId < 0 || eventId >= counts[topic]) return this.#fault(`unsupported ${named(topic)}event ID ${eventId}`);
    if (callbacks.size >= mostCallbacks) return this.#fault(`more than ${mostCallbacks} ${named(topic)}event callbacks`);
    if (topic !== 'qemu monitor' && has(callbacks, eventId, only)) return refused(alreadyTracked(positional));
    const callbackID = this.#rules.nextId(topic);
    callbacks.set(callbackID, { eventId, only });
    return done({ callbackID });
  }

  /** Forgets a callback. */
  deregister(topic: EventTopic, callbackID: number): Answer<undefined> {
    if (this.#of(topic).delete(callbackID)) return done(undefined);
    // libvirt says so of secrets too.
    return this.#fault(`${topic === 'secret' ? 'node device' : topic} event callback ${callbackID} not registered`);
  }

  /** Forgets all. */
  clear(): void {
    this.#topics.clear();
  }

  /** Ids of the callbacks that want to hear of this, oldest first. */
  wanting(event: DaemonEvent): readonly number[] {
    const wanted = domainEventIds[event.kind];
    return [...this.#of('domain')]
      .filter(([, { eventId, only }]) => eventId === wanted && (only === undefined || only === event.domain.uuid))
      .map(([id]) => id);
  }

  #of(topic: EventTopic): Map<number, Registration> {
    const known = this.#topics.get(topic) ?? new Map<number, Registration>();
    this.#topics.set(topic, known);
    return known;
  }

  #fault(detail: string): Answer<never> {
    return refused(serverFault(detail, this.#rules.positional));
  }
}

function has(callbacks: ReadonlyMap<number, Registration>, eventId: number, only: string | undefined): boolean {
  for (const registration of callbacks.values()) {
    if (registration.eventId === eventId && registration.only === only) return true;
  }
  return false;
}

/** libvirt leaves the word out for domains. */
function named(topic: EventTopic): string {
  return topic === 'domain' ? '' : `${topic} `;
}
