import type { NovaQuirk } from './quirk.js';

/** Every host claims secure boot. */
export const secureBootEverywhere: NovaQuirk = {
  name: 'secure-boot-everywhere',
  sentence: 'Every host claims secure boot.',
  releases: [],
  source: 'a capability nobody looks for',
  killedBy: 'nova/detection/secure-boot-only-when-supported',
  choices: { secureBootNeedsFirmware: false },
};
