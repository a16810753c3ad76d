import type { KataQuirk } from './quirk.js';

/** SNP guests get the CPU of their host, whose measurement differs from host to host. */
export const hostCpuForSnp: KataQuirk = {
  name: 'host-cpu-for-snp',
  sentence: 'SNP guests get the CPU of their host, whose measurement differs from host to host.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/snp-cpu-model',
  choices: { snpCpuModel: 'host' },
};
