import type { NovaQuirk } from './quirk.js';

/** Flavor and image that contradict each other over secure boot are accepted, and no host can build it. */
export const secureBootConflictFoundLate: NovaQuirk = {
  name: 'secure-boot-conflict-found-late',
  sentence: 'Flavor and image that contradict each other over secure boot are accepted, and no host can build it.',
  releases: [{ product: 'nova', from: '2021.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/scheduler/utils.py` (the first to look)',
  killedBy: 'nova/request/secure-boot-conflict',
  choices: { refusesSecureBootConflict: false },
};
