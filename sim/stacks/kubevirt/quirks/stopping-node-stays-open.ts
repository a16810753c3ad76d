import type { Quirk } from './quirk.js';

/** An agent that ends leaves its node open for guests. */
export const stoppingNodeStaysOpen: Quirk = {
  name: 'stopping-node-stays-open',
  sentence: 'An agent that ends leaves its node open for guests.',
  releases: [],
  source: 'an agent that is killed instead of ended; kubevirt@e30081f958 made sure of it',
  killedBy: 'kubevirt/labels/ending-agent-closes-node',
  choices: { marksStoppingNodes: false },
};
