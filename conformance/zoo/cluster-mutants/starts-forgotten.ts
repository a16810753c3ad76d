import type { ClusterMutant } from './cluster-mutant.js';

/** What libvirtd was to start when it was restarted is forgotten. */
export const startsForgotten: ClusterMutant = {
  name: 'starts-forgotten',
  sentence: 'What libvirtd was to start when it was restarted is forgotten.',
  killedBy: 'kubevirt/life/everything-placeable-runs',
  rules: { remembersStarts: false },
};
