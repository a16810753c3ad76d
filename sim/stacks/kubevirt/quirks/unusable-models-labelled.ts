import type { Quirk } from './quirk.js';

/** CPU models are labelled although the host cannot run them. */
export const unusableModelsLabelled: Quirk = {
  name: 'unusable-models-labelled',
  sentence: 'CPU models are labelled although the host cannot run them.',
  releases: 'kubevirt before 0.60',
  source: 'kubevirt@26657e7245',
  killedBy: 'kubevirt/labels/cpu-model-when-usable',
  needs: 'domain capabilities with an unusable model',
  choices: { modelMustBeUsable: false },
};
