import type { Client, Daemon } from '../daemon-contract.js';
import { domainsOf, isActive } from './domain-store.js';
import { stopDomain } from './stop-domain.js';

/** A client is gone, and with it the domains it started to live no longer than itself. Source: libvirt `qemuProcessAutoDestroy`. */
export function destroyDomainsOf(client: Client, daemon: Daemon): void {
  const its = domainsOf(daemon)
    .all()
    .filter((domain) => domain.destroyedWith === client.id && isActive(domain));
  for (const domain of its) stopDomain(daemon, domain, 'destroyed', undefined);
}
