import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { GuestKeys, type HeldKey, type KeyRefusal } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override take(protection: ConfidentialProtection, cgroup: string): Outcome<HeldKey, KeyRefusal> {
    const taken = super.take(protection, cgroup);
    if (!taken.ok || taken.value.charged === undefined || protection !== 'sev-es') return taken;
    const { group } = taken.value.charged;
    this.misc.uncharge(group, 'sev_es');
    this.misc.charge(cgroup, 'sev');
    taken.value.charged = { pool: 'sev', group };
    return taken;
  }
}

/** SEV-ES guests are charged to sev instead of sev_es. */
export const esChargedAsSev: HostMutant = {
  name: 'es-charged-as-sev',
  sentence: 'SEV-ES guests are charged to sev instead of sev_es.',
  killedBy: 'host/keys/charge-equals-keys',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
