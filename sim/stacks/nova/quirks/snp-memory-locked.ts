import type { NovaQuirk } from './quirk.js';

/** Memory of SNP guests is locked, although their host may move it. */
export const snpMemoryLocked: NovaQuirk = {
  name: 'snp-memory-locked',
  sentence: 'Memory of SNP guests is locked, although their host may move it.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/memory-is-locked-only-for-a-reason',
  choices: ({ modelsWithLockedMemory }) => ({ modelsWithLockedMemory: [...modelsWithLockedMemory, 'amd-sev-snp'] }),
};
