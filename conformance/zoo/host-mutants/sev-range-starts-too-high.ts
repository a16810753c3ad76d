import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** The range of plain SEV starts at MIN+1, one ASID too high. */
export const sevRangeStartsTooHigh: HostMutant = {
  name: 'sev-range-starts-too-high',
  sentence: 'The range of plain SEV starts at MIN+1, one ASID too high.',
  killedBy: 'host/keys/free-key-is-given',
  machine: withParts({
    asids: (ranges, flush) =>
      new LooseAsids(ranges, flush, {
        ids: ({ id, first, last }) => ({ first: id === 'sev' ? first + 1 : first, last }),
      }),
  }),
};
