import type { NovaQuirk } from './quirk.js';

/** The configured number of encrypted guests limits SEV. */
export const configuredGuestsLimitSev: NovaQuirk = {
  name: 'configured-guests-limit-sev',
  sentence: 'The configured number of encrypted guests limits SEV.',
  releases: [{ product: 'nova', to: '2026.1' }],
  source: 'nova `b6cb48c9b9`, which removed the option',
  killedBy: 'nova/report/guest-limit-is-gone',
  choices: { configuredGuestsCount: 'always' },
};
