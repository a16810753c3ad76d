import type { NovaQuirk } from './quirk.js';

/** Memory of SEV and SEV-ES guests may be moved. */
export const memoryUnlocked: NovaQuirk = {
  name: 'memory-unlocked',
  sentence: 'Memory of SEV and SEV-ES guests may be moved.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/memory-is-locked',
  choices: { modelsWithLockedMemory: [] },
};
