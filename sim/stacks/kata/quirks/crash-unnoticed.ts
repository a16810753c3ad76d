import type { KataQuirk } from './quirk.js';

/** A pod whose hypervisor has died is shown running. */
export const crashUnnoticed: KataQuirk = {
  name: 'crash-unnoticed',
  sentence: 'A pod whose hypervisor has died is shown running.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/life/crash-is-noticed',
  choices: { noticesCrash: false },
};
