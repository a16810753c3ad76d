import type { ClusterFault } from './cluster-fault.js';

/** Fault `scheduler-lags`. Source: Kubernetes `pkg/scheduler/internal/cache/cache.go`. */
export const schedulerLags: ClusterFault = {
  name: 'scheduler-lags',
  about: 'The scheduler goes on seeing the node as it was.',
  scope: 'Where guests are sent, until the cache has caught up; the kubelet, which is up to date, has the last word.',
  doesNot: 'Nobody else is behind, and no guest that runs notices.',
  window: 'lasts',
  chance: 192,
  commands: (on, { host }) => [{ do: on ? 'lag' : 'catch-up', host }],
};
