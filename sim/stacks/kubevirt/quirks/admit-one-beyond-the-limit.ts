import type { Quirk } from './quirk.js';

/** The scheduler gives away one unit more of each device than the node has. */
export const admitOneBeyondTheLimit: Quirk = {
  name: 'admit-one-beyond-the-limit',
  sentence: 'The scheduler gives away one unit more of each device than the node has.',
  releases: [],
  source: 'a comparison with ≤ instead of <',
  killedBy: 'kubevirt/scheduling/chosen-host-fits',
  choices: { overbookedUnits: 1 },
};
