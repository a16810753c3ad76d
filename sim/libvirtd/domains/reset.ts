import { done, type Outcome } from '../../core/outcome.js';
import type { Daemon, Fault } from '../daemon-contract.js';
import { states } from './domain-states.js';
import { type Domain, nameOf } from './domain-store.js';
import { stopDomain } from './stop-domain.js';

/**
 * A guest starts over. One whose registers are encrypted cannot: QEMU says `cpus are not resettable, terminating`, and the guest ends.
 * A paused guest notices nothing of the power button.
 * Source: QEMU 10.0 `system/runstate.c` `qemu_system_reset_request`; the text is in the binaries of 7.2, 10.0 and 11.1.
 */
export function reset(domain: Domain, daemon: Daemon, by: 'guest' | 'host'): Outcome<undefined, Fault> {
  if (by === 'guest' && domain.state !== states.running) return done(undefined);
  if (registersAreEncrypted(domain, daemon)) stopDomain(daemon, domain, 'shutdown', by);
  else daemon.events.emit({ kind: 'reboot', domain: nameOf(domain) });
  return done(undefined);
}

function registersAreEncrypted({ definition }: Domain, { host }: Daemon): boolean {
  const guest = host.truth.live.guests.find(({ name }) => name === definition.name);
  return guest !== undefined && ['sev-es', 'snp', 'tdx'].includes(guest.protection);
}
