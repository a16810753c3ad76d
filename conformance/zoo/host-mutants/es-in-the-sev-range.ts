import { type HostMutant, withParts } from './host-mutant.js';
import { LooseAsids } from './loose-asids.js';

/** SEV-ES and SNP guests are given ASIDs of the range of plain SEV. */
export const esInTheSevRange: HostMutant = {
  name: 'es-in-the-sev-range',
  sentence: 'SEV-ES and SNP guests are given ASIDs of the range of plain SEV.',
  killedBy: 'host/keys/id-is-in-range',
  machine: withParts({
    asids: (ranges, flush) =>
      new LooseAsids(ranges, flush, {
        ids: (range, all) => all.find(({ id }) => id === 'sev') ?? range,
      }),
  }),
};
