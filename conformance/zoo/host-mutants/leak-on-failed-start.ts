import { GuestKeys } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override abandon(): void {}
}

/** A start that fails after its key ID was taken keeps it, as after a crash. */
export const leakOnFailedStart: HostMutant = {
  name: 'leak-on-failed-start',
  sentence: 'A start that fails after its key ID was taken keeps it, as after a crash.',
  killedBy: 'host/keys/failed-start-takes-nothing',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
