import type { Quirk } from './quirk.js';

/** After one run that failed the labeller does not run any more, and labels grow old. */
export const labellerEndsWithFirstError: Quirk = {
  name: 'labeller-ends-with-first-error',
  sentence: 'After one run that failed the labeller does not run any more, and labels grow old.',
  releases: [{ product: 'kubevirt-main', from: '2025-11-17', to: '2025-11-19' }],
  source: 'kubevirt@cb0c26c6b1, fixed by kubevirt@123a2f7a3a',
  killedBy: 'kubevirt/labels/sev-when-launchable',
  choices: { labellerEndsWithFirstError: true },
};
