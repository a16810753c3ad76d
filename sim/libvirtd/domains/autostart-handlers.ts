import { done, type Outcome } from '../../core/outcome.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { fault } from '../faults.js';
import type { Handlers } from '../protocol/procedures.js';
import type { Domain } from './domain-store.js';
import { onDomain } from './on-domain.js';

/** Handlers of what is started with the host. Source: libvirt 11.3.0 `src/qemu/qemu_driver.c` `qemuDomainSetAutostart`. */
export const autostartHandlers: Handlers = {
  domainGetAutostart: onDomain(({ autostart }) => done({ autostart: autostart ? 1 : 0 })),
  domainSetAutostart: onDomain((domain, { autostart }, { daemon }) => set(daemon, domain, 'autostart', autostart !== 0)),
  domainGetAutostartOnce: onDomain(({ autostartOnce }) => done({ autostart: autostartOnce ? 1 : 0 })),
  domainSetAutostartOnce: onDomain((domain, { autostart }, { daemon }) => set(daemon, domain, 'autostartOnce', autostart !== 0)),
};

function set(daemon: Daemon, domain: Domain, which: 'autostart' | 'autostartOnce', value: boolean): Outcome<undefined, Fault> {
  if (!domain.persistent) return fault(daemon, 'operation-invalid', 'cannot set autostart for transient domain');
  domain[which] = value;
  return done(undefined);
}
