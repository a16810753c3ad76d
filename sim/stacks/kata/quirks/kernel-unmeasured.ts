import type { KataQuirk } from './quirk.js';

/** Kernel, command line and initial file system of SNP guests are not measured. */
export const kernelUnmeasured: KataQuirk = {
  name: 'kernel-unmeasured',
  sentence: 'Kernel, command line and initial file system of SNP guests are not measured.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/kernel-hashes',
  choices: { measuresKernel: false },
};
