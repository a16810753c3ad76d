import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** Plain SEV guests are given ASIDs below MIN, from 1 on. */
export const sevInTheEsRange: HostMutant = {
  name: 'sev-in-the-es-range',
  sentence: 'Plain SEV guests are given ASIDs below MIN, from 1 on.',
  killedBy: 'host/keys/id-is-in-range',
  machine: withParts({
    asids: (ranges, flush) =>
      new LooseAsids(ranges, flush, {
        ids: ({ id, first, last }) => ({ first: id === 'sev' ? 1 : first, last }),
      }),
  }),
};
