import type { KataQuirk } from './quirk.js';

/** Kernel parameters of annotations and configuration do not reach the guest. */
export const kernelParamsDropped: KataQuirk = {
  name: 'kernel-params-dropped',
  sentence: 'Kernel parameters of annotations and configuration do not reach the guest.',
  releases: [],
  source: 'the key `kernel_param` of the SNP guide’s prose, which nobody reads',
  killedBy: 'kata/command-line/kernel-params-once',
  choices: { passesKernelParams: false },
};
