import type { Quirk } from './quirk.js';

/** SEV-ES guests get the policy of plain SEV, and their registers stay readable. */
export const encryptedStateForgotten: Quirk = {
  name: 'encrypted-state-forgotten',
  sentence: 'SEV-ES guests get the policy of plain SEV, and their registers stay readable.',
  releases: [],
  source: 'a forgotten bit',
  killedBy: 'kubevirt/domain/sev-es-policy',
  choices: { encryptedStateInPolicy: false },
};
