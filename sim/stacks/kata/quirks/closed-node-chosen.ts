import type { KataQuirk } from './quirk.js';

/** Pods are sent to nodes that were closed. */
export const closedNodeChosen: KataQuirk = {
  name: 'closed-node-chosen',
  sentence: 'Pods are sent to nodes that were closed.',
  releases: [],
  source: 'a filter left out',
  killedBy: 'kata/scheduling/closed-nodes-are-passed-over',
  choices: { noticesClosedNodes: false },
};
