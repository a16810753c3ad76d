import type { Quirk } from './quirk.js';

/** Confidential guests are accepted while their feature gate is closed. */
export const admissionIgnoresGates: Quirk = {
  name: 'admission-ignores-gates',
  sentence: 'Confidential guests are accepted while their feature gate is closed.',
  releases: [],
  source: 'a forgotten check',
  killedBy: 'kubevirt/admission/sev-gate',
  choices: { admissionObeysGates: false },
};
