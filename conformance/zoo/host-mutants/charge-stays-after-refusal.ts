import { GuestKeys } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  protected override undo(): void {}
}

/** A start that was charged and then found no ASID keeps the charge. */
export const chargeStaysAfterRefusal: HostMutant = {
  name: 'charge-stays-after-refusal',
  sentence: 'A start that was charged and then found no ASID keeps the charge.',
  killedBy: 'host/keys/charge-equals-keys',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
