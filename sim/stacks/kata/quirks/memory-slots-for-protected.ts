import type { KataQuirk } from './quirk.js';

/** Protected guests get slots and room for memory that is plugged in later, and larger ones hang. */
export const memorySlotsForProtected: KataQuirk = {
  name: 'memory-slots-for-protected',
  sentence: 'Protected guests get slots and room for memory that is plugged in later, and larger ones hang.',
  releases: [{ product: 'kata', to: '3.24' }],
  source: 'kata-containers `1aff0ebcad`',
  killedBy: 'kata/command-line/no-hotplug-memory',
  choices: { plugsNoConfidentialMemory: false },
};
