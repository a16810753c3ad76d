import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** An ASID can be had again as soon as its guest is gone. */
export const asidReusedBeforeFlush: HostMutant = {
  name: 'asid-reused-before-flush',
  sentence: 'An ASID can be had again as soon as its guest is gone.',
  killedBy: 'host/keys/pending-is-not-reused',
  machine: withParts({ asids: (ranges, flush) => new LooseAsids(ranges, flush, { reuse: 'at-once' }) }),
};
