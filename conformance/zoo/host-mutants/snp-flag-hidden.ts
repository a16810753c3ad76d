import { type HostMutant, showing } from './host-mutant.js';

/** /proc/cpuinfo does not show sev_snp. */
export const snpFlagHidden: HostMutant = {
  name: 'snp-flag-hidden',
  sentence: '/proc/cpuinfo does not show sev_snp.',
  killedBy: 'host/shown/cpu-flags',
  machine: showing(/^\/proc\/cpuinfo$/, (text) => text.replaceAll(' sev_snp', '')),
};
