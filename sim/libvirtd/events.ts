/** What happened to domains, from the handlers that make it happen to whoever listens. */
import type { DaemonEvent, EventSource } from './daemon-contract.js';
import type { MessageName, MessageOf } from './protocol/procedures.js';

/** Hands each event to every listener, in the order they came, and then to the clients. */
export class Events implements EventSource {
  readonly #listeners = new Set<(event: DaemonEvent) => void>();
  readonly #tellClients: (event: DaemonEvent) => void;

  constructor(tellClients: (event: DaemonEvent) => void) {
    this.#tellClients = tellClients;
  }

  emit(event: DaemonEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
    this.#tellClients(event);
  }

  listen(listener: (event: DaemonEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** `virDomainEventID` of each kind: what a client registers with. Source: libvirt `include/libvirt/libvirt-domain.h`. */
export const domainEventIds = {
  lifecycle: 0,
  reboot: 1,
  'control-error': 7,
  'job-completed': 21,
  metadata: 23,
} as const satisfies Readonly<Record<DaemonEvent['kind'], number>>;

/** A message of the protocol and what it carries. */
export type EventMessage = {
  readonly [Name in MessageName]: { readonly name: Name; readonly body: MessageOf<Name> };
}[MessageName];

/** The message that carries an event to the callback with this id. */
export function eventMessage(event: DaemonEvent, callbackID: number): EventMessage {
  const { domain: dom } = event;
  switch (event.kind) {
    case 'lifecycle':
      return {
        name: 'domainEventCallbackLifecycle',
        body: { callbackID, msg: { dom, event: event.event, detail: event.detail } },
      };
    case 'reboot':
      return { name: 'domainEventCallbackReboot', body: { callbackID, msg: { dom } } };
    case 'control-error':
      return { name: 'domainEventCallbackControlError', body: { callbackID, msg: { dom } } };
    case 'job-completed':
      return { name: 'domainEventCallbackJobCompleted', body: { callbackID, dom, params: event.params } };
    case 'metadata':
      return {
        name: 'domainEventCallbackMetadataChange',
        body: { callbackID, dom, type: event.type, nsuri: event.namespace },
      };
  }
}
