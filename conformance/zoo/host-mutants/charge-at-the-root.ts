import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { GuestKeys, type HeldKey, type KeyRefusal } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override take(protection: ConfidentialProtection): Outcome<HeldKey, KeyRefusal> {
    return super.take(protection, '/');
  }
}

/** Guests are charged to the root cgroup, wherever they are started. */
export const chargeAtTheRoot: HostMutant = {
  name: 'charge-at-the-root',
  sentence: 'Guests are charged to the root cgroup, wherever they are started.',
  killedBy: 'host/cgroup/start-charges-every-level',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
