import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import { type Outcome, refused } from '../../../sim/core/outcome.js';
import { GuestKeys, type HeldKey, type KeyRefusal } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override take(protection: ConfidentialProtection, cgroup: string): Outcome<HeldKey, KeyRefusal> {
    const taken = super.take(protection, cgroup);
    return taken.ok || taken.reason.cause !== 'empty-range' ? taken : refused({ ...taken.reason, errno: 'ENODEV' });
  }
}

/** A start whose range is empty answers ENODEV instead of ENOTTY. */
export const noDeviceForEmptyRange: HostMutant = {
  name: 'no-device-for-empty-range',
  sentence: 'A start whose range is empty answers ENODEV instead of ENOTTY.',
  killedBy: 'host/keys/empty-range-error',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
