import type { ClusterFault } from './cluster-fault.js';

/** Fault `watch-duplicated`. Source: Kubernetes `staging/src/k8s.io/client-go/tools/cache/reflector.go`. */
export const watchDuplicated: ClusterFault = {
  name: 'watch-duplicated',
  about: 'News for the kubelet and the node agent comes twice.',
  scope: 'Pods that are bound to the node, guests that are to start and guests that are to end, while it lasts.',
  doesNot: 'Who has acted upon it once does nothing the second time. Without interleaving no news is ever on its way.',
  window: 'lasts',
  chance: 192,
  commands: (on, { host }) => [{ do: 'watch', host, events: on ? 'duplicated' : 'right' }],
};
