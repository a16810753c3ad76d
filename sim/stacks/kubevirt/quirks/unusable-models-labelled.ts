import type { Quirk } from './quirk.js';

/** CPU models are labelled although the host cannot run them. */
export const unusableModelsLabelled: Quirk = {
  name: 'unusable-models-labelled',
  sentence: 'CPU models are labelled although the host cannot run them.',
  releases: [{ product: 'kubevirt', to: '0.59' }],
  source: 'kubevirt@26657e7245',
  killedBy: 'kubevirt/labels/cpu-model-when-usable',
  choices: { modelMustBeUsable: false },
};
