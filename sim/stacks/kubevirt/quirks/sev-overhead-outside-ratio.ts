import type { Quirk } from './quirk.js';

/** The configured overhead ratio is applied before the memory a SEV guest pins is added. */
export const sevOverheadOutsideRatio: Quirk = {
  name: 'sev-overhead-outside-ratio',
  sentence: 'The configured overhead ratio is applied before the memory a SEV guest pins is added.',
  releases: [],
  source: 'as kubevirt@22a94a3a4c found it for guaranteed resources',
  killedBy: 'kubevirt/scheduling/overhead-ratio',
  choices: { overheadOutsideRatio: ['encryption'] },
};
