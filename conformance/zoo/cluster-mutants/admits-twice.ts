import type { ClusterMutant } from './cluster-mutant.js';

/** The kubelet admits a pod again when the news of it comes a second time, and holds its devices twice. */
export const admitsTwice: ClusterMutant = {
  name: 'admits-twice',
  sentence: 'The kubelet admits a pod again when the news of it comes a second time, and holds its devices twice.',
  killedBy: 'kubevirt/life/everything-placeable-runs',
  rules: { actsOnceOnRepeatedNews: false },
};
