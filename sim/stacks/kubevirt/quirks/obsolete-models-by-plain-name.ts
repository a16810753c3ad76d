import { unversionedObsoleteCpuModels } from '../label/obsolete-cpu-models.js';
import type { Quirk } from './quirk.js';

/** Obsolete CPU models are labelled under their versioned names, such as Conroe-v1. */
export const obsoleteModelsByPlainName: Quirk = {
  name: 'obsolete-models-by-plain-name',
  sentence: 'Obsolete CPU models are labelled under their versioned names, such as Conroe-v1.',
  releases: [{ product: 'kubevirt', to: '1.5' }],
  source: 'kubevirt@4460da59f6',
  killedBy: 'kubevirt/labels/obsolete-models-unlabelled',
  choices: { obsoleteCpuModels: unversionedObsoleteCpuModels },
};
