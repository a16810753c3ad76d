import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** A full range with nothing to flush flushes for the sake of what waits in the other one. */
export const flushForAnotherRange: HostMutant = {
  name: 'flush-for-another-range',
  sentence: 'A full range with nothing to flush flushes for the sake of what waits in the other one.',
  killedBy: 'host/keys/pending-is-not-reused',
  machine: withParts({ asids: (ranges, flush) => new LooseAsids(ranges, flush, { flush: 'for-any-range' }) }),
};
