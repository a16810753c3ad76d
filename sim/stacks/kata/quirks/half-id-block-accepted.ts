import type { KataQuirk } from './quirk.js';

/** An ID block without its authentication is passed on. */
export const halfIdBlockAccepted: KataQuirk = {
  name: 'half-id-block-accepted',
  sentence: 'An ID block without its authentication is passed on.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/id-block-needs-its-authentication',
  choices: { refusesHalfIdBlock: false },
};
