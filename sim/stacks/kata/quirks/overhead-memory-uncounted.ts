import type { KataQuirk } from './quirk.js';

/** The memory of the sandbox is left out when a node is looked for. */
export const overheadMemoryUncounted: KataQuirk = {
  name: 'overhead-memory-uncounted',
  sentence: 'The memory of the sandbox is left out when a node is looked for.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/scheduling/overhead-is-counted',
  choices: { countsOverheadMemory: false },
};
