import type { Quirk } from './quirk.js';

/** One key ID more is announced than there is. */
export const oneKeyTooMany: Quirk = {
  name: 'one-key-too-many',
  sentence: 'One key ID more is announced than there is.',
  releases: [],
  source: 'an off-by-one at the limit',
  killedBy: 'kubevirt/resources/sev-esids-equal-capacity',
  choices: { surplusKeys: 1 },
};
