import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** Nothing is ever flushed, so ASIDs that wait go on waiting. */
export const neverFlushes: HostMutant = {
  name: 'never-flushes',
  sentence: 'Nothing is ever flushed, so ASIDs that wait go on waiting.',
  killedBy: 'host/keys/free-key-is-given',
  machine: withParts({ asids: (ranges, flush) => new LooseAsids(ranges, flush, { flush: 'never' }) }),
};
