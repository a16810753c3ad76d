import type { Quirk } from './quirk.js';

/** The launcher of a SEV guest runs privileged, only to open /dev/sev. */
export const privilegedLauncher: Quirk = {
  name: 'privileged-launcher',
  sentence: 'The launcher of a SEV guest runs privileged, only to open /dev/sev.',
  releases: [{ product: 'kubevirt-main', to: '2021-12-21' }],
  source: 'kubevirt@8d691b6f39',
  killedBy: 'kubevirt/scheduling/launcher-is-unprivileged',
  choices: { privilegedLauncherForSev: true },
};
