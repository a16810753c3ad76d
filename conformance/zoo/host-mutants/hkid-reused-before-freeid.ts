import type { KeyUsageTruth } from '../../../sim/contracts/truth.js';
import { HkidPool } from '../../../sim/host/hkid-pool.js';
import { type HostMutant, withParts } from './host-mutant.js';

/** It says that the id is leaked, and hands it out all the same. */
class MutantHkids extends HkidPool {
  #leaked = 0;

  override leak(hkid: number): void {
    this.#leaked += 1;
    this.release(hkid);
  }

  override usage(): KeyUsageTruth {
    const usage = super.usage();
    return { ...usage, free: usage.free - this.#leaked, leaked: this.#leaked };
  }
}

/** An HKID is given again although TDH.MNG.KEY.FREEID failed for it. */
export const hkidReusedBeforeFreeid: HostMutant = {
  name: 'hkid-reused-before-freeid',
  sentence: 'An HKID is given again although TDH.MNG.KEY.FREEID failed for it.',
  killedBy: 'host/keys/leaked-stays-away',
  machine: withParts({ hkids: (first, size) => new MutantHkids(first, size) }),
};
