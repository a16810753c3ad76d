import { type HostMutant, showing } from './host-mutant.js';

/** misc.capacity shows one key ID more than there are. */
export const capacityOneTooMany: HostMutant = {
  name: 'capacity-one-too-many',
  sentence: 'misc.capacity shows one key ID more than there are.',
  killedBy: 'host/shown/capacity',
  machine: showing(/misc\.capacity$/, (text) => text.replace(/\d+$/gm, (count) => String(Number(count) + 1))),
};
