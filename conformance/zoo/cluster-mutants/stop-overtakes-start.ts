import type { ClusterMutant } from './cluster-mutant.js';

/** A guest that is stopped while it is being started is taken for stopped, and starts all the same. */
export const stopOvertakesStart: ClusterMutant = {
  name: 'stop-overtakes-start',
  sentence: 'A guest that is stopped while it is being started is taken for stopped, and starts all the same.',
  killedBy: 'kubevirt/life/nothing-runs-unasked',
  rules: { stopsWhatIsStarting: false },
};
