import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** A flush frees the waiting ASIDs of the range that asked for it, and of no other. */
export const flushFreesOwnRangeOnly: HostMutant = {
  name: 'flush-frees-own-range-only',
  sentence: 'A flush frees the waiting ASIDs of the range that asked for it, and of no other.',
  killedBy: 'host/keys/lowest-free-id',
  machine: withParts({ asids: (ranges, flush) => new LooseAsids(ranges, flush, { flush: 'own-range' }) }),
};
