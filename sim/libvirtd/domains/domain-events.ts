import type { Daemon } from '../daemon-contract.js';
import { type Domain, nameOf } from './domain-store.js';

/** Tells those who listen what happened to a domain. Names and ids are those it has at this moment. */
export function tellLifecycle(daemon: Daemon, domain: Domain, event: number, detail: number): void {
  daemon.events.emit({ kind: 'lifecycle', domain: nameOf(domain), event, detail });
}

/** The daemon lost its connection to QEMU: all there is to see of a start that fails. */
export function tellControlError(daemon: Daemon, domain: Domain): void {
  daemon.events.emit({ kind: 'control-error', domain: nameOf(domain) });
}
