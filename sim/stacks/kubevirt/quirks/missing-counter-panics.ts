import type { Quirk } from './quirk.js';

/** Host capabilities without a time-stamp counter end the agent. */
export const missingCounterPanics: Quirk = {
  name: 'missing-counter-panics',
  sentence: 'Host capabilities without a time-stamp counter end the agent.',
  releases: [{ product: 'kubevirt-main', from: '2024-08-21', to: '2024-10-01' }],
  source: 'kubevirt@4ec2330c5f, fixed by kubevirt@d49d11ab7f',
  killedBy: 'kubevirt/resources/ordinary-devices-offered',
  choices: { missingCounterPanics: true },
};
