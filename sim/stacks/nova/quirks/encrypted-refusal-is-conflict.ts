import type { NovaQuirk } from './quirk.js';

/** What encrypted guests can never do is refused as if it were a matter of their state. */
export const encryptedRefusalIsConflict: NovaQuirk = {
  name: 'encrypted-refusal-is-conflict',
  sentence: 'What encrypted guests can never do is refused as if it were a matter of their state.',
  releases: [{ product: 'nova', from: '2019.2', to: '2021.1' }],
  source: 'nova `1b6a6e3916`, bug 1938093',
  killedBy: 'nova/life/never-possible-is-a-bad-request',
  choices: { codeOfEncryptedRefusal: 409 },
};
