import type { Quirk } from './quirk.js';

/** A user's node selector overrides what the guest's protection needs. */
export const userSelectorWins: Quirk = {
  name: 'user-selector-wins',
  sentence: "A user's node selector overrides what the guest's protection needs.",
  releases: [],
  source: 'a merge in the wrong order',
  killedBy: 'kubevirt/scheduling/selectors-match-protection',
  choices: { ownSelectorsWin: false },
};
