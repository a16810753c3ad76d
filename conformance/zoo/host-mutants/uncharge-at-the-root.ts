import { GuestKeys, type HeldKey } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override release(key: HeldKey): void {
    if (key.charged !== undefined) key.charged = { ...key.charged, group: this.misc.groupOf('/') };
    super.release(key);
  }
}

/** The charge of a guest that ends is taken from the root cgroup instead of the one that was charged. */
export const unchargeAtTheRoot: HostMutant = {
  name: 'uncharge-at-the-root',
  sentence: 'The charge of a guest that ends is taken from the root cgroup instead of the one that was charged.',
  killedBy: 'host/cgroup/release-gives-back',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
