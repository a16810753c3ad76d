import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** The highest free ASID of a range is given first. */
export const highestAsidFirst: HostMutant = {
  name: 'highest-asid-first',
  sentence: 'The highest free ASID of a range is given first.',
  killedBy: 'host/keys/lowest-free-id',
  machine: withParts({ asids: (ranges, flush) => new LooseAsids(ranges, flush, { order: 'highest-first' }) }),
};
