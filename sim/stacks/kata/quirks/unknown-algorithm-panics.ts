import type { KataQuirk } from './quirk.js';

/** Initdata with a digest algorithm nobody knows ends the shim. */
export const unknownAlgorithmPanics: KataQuirk = {
  name: 'unknown-algorithm-panics',
  sentence: 'Initdata with a digest algorithm nobody knows ends the shim.',
  releases: [{ product: 'kata', from: '3.17' }],
  source: 'kata-containers 7c6ba40c54 `src/runtime/pkg/oci/utils.go` (addHypervisorInitdataOverrides), by reading',
  killedBy: 'subject/answers/never-panics',
  choices: { refusesUnknownAlgorithm: false },
};
