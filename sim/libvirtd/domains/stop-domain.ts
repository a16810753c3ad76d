import type { Daemon } from '../daemon-contract.js';
import { tellLifecycle } from './domain-events.js';
import { lifecycle, reasons } from './domain-states.js';
import { cpuTime, type Domain, domainsOf, stopped } from './domain-store.js';

/** Why a guest ended. */
export type Ending = 'shutdown' | 'destroyed' | 'migrated' | 'saved' | 'failed';

/** Who asked a guest to shut down: nobody where it was not asked. */
export type ShutdownBy = 'guest' | 'host' | undefined;

/**
 * A guest ends: its key ID goes back to the host, a transient domain is forgotten, and listeners hear of it, without an id by then.
 */
export function stopDomain(daemon: Daemon, domain: Domain, ending: Ending, by: ShutdownBy): void {
  const { shutdown, stopped: stop } = lifecycle;
  if (by !== undefined) tellLifecycle(daemon, domain, shutdown.event, shutdown[by]);
  domain.ranFor = cpuTime(domain, daemon.now());
  daemon.host.destroyDomain(domain.definition.name);
  stopped(domain, reasons.shutoff[ending]);
  tellLifecycle(daemon, domain, stop.event, stop[ending]);
  if (!domain.persistent) domainsOf(daemon).remove(domain);
}
