import type { NovaQuirk } from './quirk.js';

/** SNP is offered as soon as the kernel has it, whatever libvirt says. */
export const snpByKernelAlone: NovaQuirk = {
  name: 'snp-by-kernel-alone',
  sentence: 'SNP is offered as soon as the kernel has it, whatever libvirt says.',
  releases: [],
  source: 'a check that trusts the kernel alone',
  killedBy: 'nova/detection/snp-only-when-launchable',
  choices: { snpNeedsLaunchType: false },
};
