import type { NovaQuirk } from './quirk.js';

/** Only the text 1 counts as on in the kernel’s parameter files, which print Y. */
export const kernelSwitchExactlyOne: NovaQuirk = {
  name: 'kernel-switch-exactly-one',
  sentence: 'Only the text 1 counts as on in the kernel’s parameter files, which print Y.',
  releases: [{ product: 'nova', to: '2022.1' }],
  source: 'nova `ab51a5dd25`, bug 1975686',
  killedBy: 'nova/detection/sev-when-launchable',
  choices: { kernelSwitchIsOn: (text) => text === '1\n' },
};
