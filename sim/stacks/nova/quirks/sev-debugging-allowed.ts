import type { NovaQuirk } from './quirk.js';

/** The policy of SEV guests lets their host debug them. */
export const sevDebuggingAllowed: NovaQuirk = {
  name: 'sev-debugging-allowed',
  sentence: 'The policy of SEV guests lets their host debug them.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/debugging-is-off',
  choices: { sevPolicy: 0x32 },
};
