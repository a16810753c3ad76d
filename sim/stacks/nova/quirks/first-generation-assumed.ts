import type { NovaQuirk } from './quirk.js';

/** Updates are written against the generation of a new provider, and refused once somebody has changed it. */
export const firstGenerationAssumed: NovaQuirk = {
  name: 'first-generation-assumed',
  sentence: 'Updates are written against the generation of a new provider, and refused once somebody has changed it.',
  releases: [{ product: 'nova', to: '2017.2' }],
  source: 'nova `60c62f7267`, bug 1746075',
  killedBy: 'nova/detection/restart-looks-again',
  choices: { writesAgainst: 'first-generation' },
};
