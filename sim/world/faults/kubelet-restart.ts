import type { ClusterFault } from './cluster-fault.js';

/** Fault `kubelet-restart`. Source: Kubernetes `pkg/kubelet/cm/devicemanager/manager.go`. */
export const kubeletRestart: ClusterFault = {
  name: 'kubelet-restart',
  about: 'The kubelet is restarted: it forgets all device plugins, removes their sockets and looks at all pods again.',
  scope: 'The devices of the node, until their plugins have registered again.',
  doesNot: 'No pod ends, and no pod loses the devices it holds: the kubelet reads them from its checkpoint.',
  window: 'strikes',
  chance: 64,
  commands: (on, { host }) => (on ? [{ do: 'mishap', host, what: 'kubelet-restarted' }] : []),
};
