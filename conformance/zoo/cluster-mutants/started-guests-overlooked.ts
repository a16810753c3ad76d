import type { ClusterMutant } from './cluster-mutant.js';

/** An agent that is restarted overlooks the guests that were started before it could tell of them. */
export const startedGuestsOverlooked: ClusterMutant = {
  name: 'started-guests-overlooked',
  sentence: 'An agent that is restarted overlooks the guests that were started before it could tell of them.',
  killedBy: 'kubevirt/life/shown-running-is-running',
  rules: { findsStartedGuests: false },
};
