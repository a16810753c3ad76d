import type { NovaQuirk } from './quirk.js';

/** What encrypted guests cannot do is refused of SEV-enabled ones, whatever model they have. */
export const encryptedCalledSev: NovaQuirk = {
  name: 'encrypted-called-sev',
  sentence: 'What encrypted guests cannot do is refused of SEV-enabled ones, whatever model they have.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.1' }],
  source: 'nova 33.0.0 `nova/exception.py` (OperationNotSupportedForSEV)',
  killedBy: 'nova/life/encrypted-guests-do-not-move-live',
  needs: 'a comparison with the text of 34.0.0; either is told in plain words',
  choices: { encryptedAreCalled: 'SEV-enabled' },
};
