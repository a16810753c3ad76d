import type { KataQuirk } from './quirk.js';

/** Every protected pod asks for two key IDs. */
export const twoKeysAPod: KataQuirk = {
  name: 'two-keys-a-pod',
  sentence: 'Every protected pod asks for two key IDs.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/overhead-takes-a-key',
  choices: { keysPerPod: 2 },
};
