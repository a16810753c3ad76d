import type { KataQuirk } from './quirk.js';

/** The digest of initdata is over the annotation instead of the text inside. */
export const initdataDigestOfAnnotation: KataQuirk = {
  name: 'initdata-digest-of-annotation',
  sentence: 'The digest of initdata is over the annotation instead of the text inside.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/host-data-is-the-digest',
  choices: { initdataDigestIsOver: 'annotation' },
};
