import type { NovaQuirk } from './quirk.js';

/** An architecture Nova has no name for ends the detection. */
export const unknownArchitectureRaises: NovaQuirk = {
  name: 'unknown-architecture-raises',
  sentence: 'An architecture Nova has no name for ends the detection.',
  releases: [{ product: 'nova', to: '2018.2' }],
  source: 'nova `71df650d0a`, bug 1820125',
  killedBy: 'nova/detection/unknown-architectures-are-passed-over',
  choices: { passesOverUnknownArchitectures: false },
};
