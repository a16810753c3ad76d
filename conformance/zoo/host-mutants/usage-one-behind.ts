import { type HostMutant, showing } from './host-mutant.js';

/** misc.current shows one key ID less than is held. */
export const usageOneBehind: HostMutant = {
  name: 'usage-one-behind',
  sentence: 'misc.current shows one key ID less than is held.',
  killedBy: 'host/shown/usage',
  machine: showing(/misc\.current$/, (text) => text.replace(/[1-9]\d*$/gm, (count) => String(Number(count) - 1))),
};
