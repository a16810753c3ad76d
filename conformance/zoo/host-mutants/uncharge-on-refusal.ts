import { type ConfidentialProtection, keyPoolOf } from '../../../sim/contracts/protection.js';
import type { Outcome } from '../../../sim/core/outcome.js';
import { GuestKeys, type HeldKey, type KeyRefusal } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override take(protection: ConfidentialProtection, cgroup: string): Outcome<HeldKey, KeyRefusal> {
    const taken = super.take(protection, cgroup);
    if (!taken.ok && taken.reason.cause === 'capacity-used') this.misc.uncharge(this.misc.groupOf(cgroup), keyPoolOf[protection]);
    return taken;
  }
}

/** A charge that was refused is given back all the same. */
export const unchargeOnRefusal: HostMutant = {
  name: 'uncharge-on-refusal',
  sentence: 'A charge that was refused is given back all the same.',
  killedBy: 'host/keys/charge-equals-keys',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
