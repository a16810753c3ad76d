import type { KeyUsageTruth } from '../../../sim/contracts/truth.js';
import { AsidPool } from '../../../sim/host/asid-pool.js';
import { type HostMutant, withParts } from './host-mutant.js';

class MutantAsids extends AsidPool {
  override usage(rangeId: string): KeyUsageTruth {
    const usage = super.usage(rangeId);
    return { ...usage, free: usage.free + usage.pending };
  }
}

/** ASIDs that wait for a flush are counted as free as well. */
export const pendingCountedAsFree: HostMutant = {
  name: 'pending-counted-as-free',
  sentence: 'ASIDs that wait for a flush are counted as free as well.',
  killedBy: 'host/keys/conservation',
  machine: withParts({ asids: (ranges, flush) => new MutantAsids(ranges, flush) }),
};
