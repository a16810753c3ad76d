import type { KataQuirk } from './quirk.js';

/** A parameter of kvm_amd counts as on when it reads 1, and not when it reads Y. */
export const sevSwitchMustBeOne: KataQuirk = {
  name: 'sev-switch-must-be-one',
  sentence: 'A parameter of kvm_amd counts as on when it reads 1, and not when it reads Y.',
  releases: [],
  source: 'the form of the parameters before Linux 5.16, when they were numbers',
  killedBy: 'kata/labels/sev-feature-when-enabled',
  choices: { sevSwitchIsOn: (text) => text.startsWith('1') },
};
