import type { NovaQuirk } from './quirk.js';

/** A guest whose hypervisor died still counts as running. */
export const crashUnnoticed: NovaQuirk = {
  name: 'crash-unnoticed',
  sentence: 'A guest whose hypervisor died still counts as running.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/crash-is-noticed',
  choices: { noticesCrash: false },
};
