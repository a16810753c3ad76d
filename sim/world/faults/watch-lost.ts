import type { ClusterFault } from './cluster-fault.js';

/** Fault `watch-lost`. Source: Kubernetes `staging/src/k8s.io/client-go/tools/cache/reflector.go`. */
export const watchLost: ClusterFault = {
  name: 'watch-lost',
  about: 'News for the kubelet and the node agent does not arrive: a watch that is broken without anybody noticing.',
  scope: 'Pods that are bound to the node, guests that are to start and guests that are to end, while it lasts.',
  doesNot:
    'What was under way arrives, and when it is over everything is looked at anew. Without interleaving no news is ever on its way.',
  window: 'lasts',
  chance: 192,
  commands: (on, { host }) => [{ do: 'watch', host, events: on ? 'lost' : 'right' }],
};
