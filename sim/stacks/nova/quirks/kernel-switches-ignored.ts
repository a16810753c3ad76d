import type { NovaQuirk } from './quirk.js';

/** What libvirt says is believed without asking the kernel. */
export const kernelSwitchesIgnored: NovaQuirk = {
  name: 'kernel-switches-ignored',
  sentence: 'What libvirt says is believed without asking the kernel.',
  releases: [],
  source: 'a check that trusts domain capabilities alone',
  killedBy: 'nova/detection/snp-only-when-launchable',
  choices: { modelsWithKernelSwitch: [] },
};
