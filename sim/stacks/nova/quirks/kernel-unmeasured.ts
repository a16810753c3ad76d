import type { NovaQuirk } from './quirk.js';

/** The firmware of SNP guests does not measure a kernel given from outside. */
export const kernelUnmeasured: NovaQuirk = {
  name: 'kernel-unmeasured',
  sentence: 'The firmware of SNP guests does not measure a kernel given from outside.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/kernel-hashes',
  choices: { measuresKernel: false },
};
