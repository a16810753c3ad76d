import type { ClusterFault } from './cluster-fault.js';

/** Fault `watch-reordered`. Source: Kubernetes `staging/src/k8s.io/client-go/tools/cache/reflector.go`. */
export const watchReordered: ClusterFault = {
  name: 'watch-reordered',
  about: 'News for the kubelet and the node agent overtakes what was sent earlier.',
  scope: 'Pods that are bound to the node, guests that are to start and guests that are to end, while it lasts.',
  doesNot:
    'Only news for one and the same component is reordered, and none is lost. Without interleaving no news is ever on its way.',
  window: 'lasts',
  chance: 192,
  commands: (on, { host }) => [{ do: 'watch', host, events: on ? 'reordered' : 'right' }],
};
