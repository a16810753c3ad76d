import type { NovaQuirk } from './quirk.js';

/** Contexts and the trait of SEV are the host’s own, and guests ask for contexts without saying of which model. */
export const contextsAtTheHost: NovaQuirk = {
  name: 'contexts-at-the-host',
  sentence: 'Contexts and the trait of SEV are the host’s own, and guests ask for contexts without saying of which model.',
  releases: [{ product: 'nova', to: '2025.1' }],
  source: 'nova `b7c7d45093`',
  killedBy: 'nova/report/node-has-no-contexts',
  choices: { nestsModels: false, asksForModel: false },
};
