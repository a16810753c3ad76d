import { GuestKeys, type HeldKey } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override release(key: HeldKey): void {
    super.release({ ...key, charged: undefined });
  }
}

/** A guest that ends leaves its charge behind. */
export const chargeOutlivesGuest: HostMutant = {
  name: 'charge-outlives-guest',
  sentence: 'A guest that ends leaves its charge behind.',
  killedBy: 'host/keys/charge-equals-keys',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
