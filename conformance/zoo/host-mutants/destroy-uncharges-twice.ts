import { GuestKeys, type HeldKey } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override release(key: HeldKey): void {
    super.release(key);
    if (key.charged !== undefined) this.misc.uncharge(key.charged.group, key.charged.pool);
  }
}

/** The charge of a guest that ends is given back twice. */
export const destroyUnchargesTwice: HostMutant = {
  name: 'destroy-uncharges-twice',
  sentence: 'The charge of a guest that ends is given back twice.',
  killedBy: 'host/keys/charge-equals-keys',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
