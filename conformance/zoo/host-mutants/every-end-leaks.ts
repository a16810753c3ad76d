import { AsidPool } from '../../../sim/host/asid-pool.js';
import { type HostMutant, withParts } from './host-mutant.js';

class MutantAsids extends AsidPool {
  override release(asid: number): void {
    this.leak(asid);
  }
}

/** Every guest that ends leaks its ASID, although the firmware let it go. */
export const everyEndLeaks: HostMutant = {
  name: 'every-end-leaks',
  sentence: 'Every guest that ends leaks its ASID, although the firmware let it go.',
  killedBy: 'host/keys/released-key-returns',
  machine: withParts({ asids: (ranges, flush) => new MutantAsids(ranges, flush) }),
};
