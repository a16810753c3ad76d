import type { NovaQuirk } from './quirk.js';

/** Stateless firmware is given a variable store. */
export const statelessWithStore: NovaQuirk = {
  name: 'stateless-with-store',
  sentence: 'Stateless firmware is given a variable store.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/stateless-has-no-store',
  choices: { firmwareIsChosenBy: 'nova', statelessHasNoNvram: false },
};
