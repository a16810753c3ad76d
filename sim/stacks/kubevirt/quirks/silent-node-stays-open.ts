import type { Quirk } from './quirk.js';

/** A node whose agent is silent goes on taking guests that nobody will start. */
export const silentNodeStaysOpen: Quirk = {
  name: 'silent-node-stays-open',
  sentence: 'A node whose agent is silent goes on taking guests that nobody will start.',
  releases: [],
  source: 'a node controller that is not running',
  killedBy: 'kubevirt/labels/silent-agent-closes-node',
  choices: { marksSilentNodes: false },
};
