import type { Quirk } from './quirk.js';

/** The configured overhead ratio is applied before the memory of guests with dedicated CPUs or guaranteed resources is added. */
export const guaranteedOverheadOutsideRatio: Quirk = {
  name: 'guaranteed-overhead-outside-ratio',
  sentence:
    'The configured overhead ratio is applied before the memory of guests with dedicated CPUs or guaranteed resources is added.',
  releases: [{ product: 'kubevirt', to: '1.5' }],
  source: 'fixed by kubevirt@22a94a3a4c',
  killedBy: 'kubevirt/scheduling/overhead-ratio',
  choices: { overheadOutsideRatio: ['guaranteed'] },
};
