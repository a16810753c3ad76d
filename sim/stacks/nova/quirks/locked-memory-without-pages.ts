import type { NovaQuirk } from './quirk.js';

/** Memory is locked without a word about its pages. */
export const lockedMemoryWithoutPages: NovaQuirk = {
  name: 'locked-memory-without-pages',
  sentence: 'Memory is locked without a word about its pages.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/request/locked-memory-needs-pages',
  choices: { lockedMemoryNeedsPageSize: false },
};
