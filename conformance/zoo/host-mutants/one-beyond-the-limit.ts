import { kernelRulebook } from '../../../sim/host/misc-controller.js';
import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';
import { looseCharge } from './loose-charge.js';

/** The kernel admits one guest of the SEV family more than a range has ASIDs. */
export const oneBeyondTheLimit: HostMutant = {
  name: 'one-beyond-the-limit',
  sentence: 'The kernel admits one guest of the SEV family more than a range has ASIDs.',
  killedBy: 'host/keys/full-range-refuses',
  machine: withParts({
    asids: (ranges, flush) => new LooseAsids(ranges, flush, { ids: ({ first, last }) => ({ first, last: last + 1 }) }),
    miscRulebook: { ...kernelRulebook, chargeSteps: looseCharge({ capacityBeyond: 1 }) },
  }),
};
