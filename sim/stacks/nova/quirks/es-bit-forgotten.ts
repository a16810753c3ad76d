import type { NovaQuirk } from './quirk.js';

/** SEV-ES guests have the policy of SEV guests, and are SEV guests. */
export const esBitForgotten: NovaQuirk = {
  name: 'es-bit-forgotten',
  sentence: 'SEV-ES guests have the policy of SEV guests, and are SEV guests.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/protected-as-asked',
  choices: ({ sevPolicy }) => ({ sevEsPolicy: sevPolicy }),
};
