import type { Quirk } from './quirk.js';

/** Kernel hashes are admitted where there is no kernel to measure. */
export const kernelHashesWithoutKernel: Quirk = {
  name: 'kernel-hashes-without-kernel',
  sentence: 'Kernel hashes are admitted where there is no kernel to measure.',
  releases: [],
  source: 'VEP #80, "AMD SEV-SNP Phases", which asks for the check',
  killedBy: 'kubevirt/admission/kernel-hashes-need-kernel',
  choices: { kernelHashesNeedKernel: false },
};
