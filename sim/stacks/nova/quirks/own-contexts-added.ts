import type { NovaQuirk } from './quirk.js';

/** Contexts that a flavor names are asked for besides the one its guest needs. */
export const ownContextsAdded: NovaQuirk = {
  name: 'own-contexts-added',
  sentence: 'Contexts that a flavor names are asked for besides the one its guest needs.',
  releases: [],
  source: 'an addition instead of an assignment',
  killedBy: 'nova/placement/encrypted-guests-take-one-context',
  choices: { oneContextPerGuest: false },
};
