import { HkidPool } from '../../../sim/host/hkid-pool.js';
import { kernelRulebook } from '../../../sim/host/misc-controller.js';
import { type HostMutant, withParts } from './host-mutant.js';
import { looseCharge } from './loose-charge.js';

/** One TD more runs than there are private keys for guests. */
export const oneTdTooMany: HostMutant = {
  name: 'one-td-too-many',
  sentence: 'One TD more runs than there are private keys for guests.',
  killedBy: 'host/keys/within-range',
  machine: withParts({
    hkids: (first, size) => new HkidPool(first, size + 1),
    miscRulebook: { ...kernelRulebook, chargeSteps: looseCharge({ capacityBeyond: 1 }) },
  }),
};
