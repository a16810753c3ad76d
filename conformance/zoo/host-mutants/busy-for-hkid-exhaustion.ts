import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import { type Outcome, refused } from '../../../sim/core/outcome.js';
import { GuestKeys, type HeldKey, type KeyRefusal } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override take(protection: ConfidentialProtection, cgroup: string): Outcome<HeldKey, KeyRefusal> {
    const taken = super.take(protection, cgroup);
    return taken.ok || taken.reason.errno !== 'ENOSPC' ? taken : refused({ ...taken.reason, errno: 'EBUSY' });
  }
}

/** A TDX start without a free HKID answers EBUSY instead of ENOSPC. */
export const busyForHkidExhaustion: HostMutant = {
  name: 'busy-for-hkid-exhaustion',
  sentence: 'A TDX start without a free HKID answers EBUSY instead of ENOSPC.',
  killedBy: 'host/keys/tdx-exhaustion-error',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
