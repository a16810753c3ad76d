import type { KataQuirk } from './quirk.js';

/** A start that failed says that its monitor was closed, and not why. */
export const reasonHidden: KataQuirk = {
  name: 'reason-hidden',
  sentence: 'A start that failed says that its monitor was closed, and not why.',
  releases: [{ product: 'kata', from: '3.2' }],
  source: 'kata-containers issues 9092 and 11785: “exiting QMP loop, command cancelled”',
  killedBy: 'kata/life/failed-start-is-named',
  choices: { tellsWhyStartFailed: false },
};
