import type { Quirk } from './quirk.js';

/** The launcher of a SEV guest runs privileged, only to open /dev/sev. */
export const privilegedLauncher: Quirk = {
  name: 'privileged-launcher',
  sentence: 'The launcher of a SEV guest runs privileged, only to open /dev/sev.',
  releases: 'kubevirt before 0.49',
  source: 'kubevirt@8d691b6f39',
  killedBy: 'kubevirt/scheduling/launcher-is-unprivileged',
  choices: { privilegedLauncherForSev: true },
};
