import type { NovaQuirk } from './quirk.js';

/** Flavor and image that say true in different spellings are taken for contradicting each other. */
export const booleansComparedAsText: NovaQuirk = {
  name: 'booleans-compared-as-text',
  sentence: 'Flavor and image that say true in different spellings are taken for contradicting each other.',
  releases: [],
  source: 'nova `8c2df0035d`, bug 2085124, where it happened to another property',
  killedBy: 'nova/request/spelling-does-not-matter',
  choices: { comparesTruths: false },
};
