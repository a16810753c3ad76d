import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** An ASID that is in use is given to the next guest as well. */
export const asidHandedOutTwice: HostMutant = {
  name: 'asid-handed-out-twice',
  sentence: 'An ASID that is in use is given to the next guest as well.',
  killedBy: 'host/keys/id-is-unique',
  machine: withParts({ asids: (ranges, flush) => new LooseAsids(ranges, flush, { twice: true }) }),
};
