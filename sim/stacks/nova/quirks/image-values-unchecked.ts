import type { NovaQuirk } from './quirk.js';

/** Image properties may have values that do not exist. */
export const imageValuesUnchecked: NovaQuirk = {
  name: 'image-values-unchecked',
  sentence: 'Image properties may have values that do not exist.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/request/image-values-are-known',
  choices: { checksImageValues: false },
};
