import type { NovaQuirk } from './quirk.js';

/** Required traits may be at a provider that gives nothing, so that guests take contexts of another model. */
export const traitsAnywhereInTheTree: NovaQuirk = {
  name: 'traits-anywhere-in-the-tree',
  sentence: 'Required traits may be at a provider that gives nothing, so that guests take contexts of another model.',
  releases: [{ product: 'nova', to: '2018.1' }],
  source: 'nova `0a6b567688`, bug 1771707',
  killedBy: 'nova/placement/slots-are-of-the-own-model',
  choices: { traitsOfGivers: false },
};
