import type { ClusterMutant } from './cluster-mutant.js';

/** Nobody looks for pods whose news was lost: they wait for ever. */
export const lostNewsStaysLost: ClusterMutant = {
  name: 'lost-news-stays-lost',
  sentence: 'Nobody looks for pods whose news was lost: they wait for ever.',
  killedBy: 'kubevirt/life/waiting-is-certified',
  rules: { looksForLostNews: false },
};
