import type { NovaQuirk } from './quirk.js';

/** Guests without variables are removed as if they had some, where their host could have given them. */
export const variablesByHost: NovaQuirk = {
  name: 'variables-by-host',
  sentence: 'Guests without variables are removed as if they had some, where their host could have given them.',
  releases: [{ product: 'nova', to: '2019.2' }],
  source: 'nova `9ae4d9274e`, bug 1845628',
  killedBy: 'nova/life/variables-are-the-guests',
  choices: { nvramIsOf: 'host' },
};
