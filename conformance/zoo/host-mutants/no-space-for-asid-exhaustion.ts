import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import { type Outcome, refused } from '../../../sim/core/outcome.js';
import { GuestKeys, type HeldKey, type KeyRefusal } from '../../../sim/host/guest-keys.js';
import { linuxKeyParts } from '../../../sim/host/key-parts.js';
import { type HostMutant, keeping } from './host-mutant.js';

class MutantKeys extends GuestKeys {
  override take(protection: ConfidentialProtection, cgroup: string): Outcome<HeldKey, KeyRefusal> {
    const taken = super.take(protection, cgroup);
    return taken.ok || taken.reason.errno !== 'EBUSY' ? taken : refused({ ...taken.reason, errno: 'ENOSPC' });
  }
}

/** A start of the SEV family without a free ASID answers ENOSPC instead of EBUSY. */
export const noSpaceForAsidExhaustion: HostMutant = {
  name: 'no-space-for-asid-exhaustion',
  sentence: 'A start of the SEV family without a free ASID answers ENOSPC instead of EBUSY.',
  killedBy: 'host/keys/amd-exhaustion-error',
  machine: keeping((boot, faults, before) => new MutantKeys(boot, faults, linuxKeyParts, before)),
};
