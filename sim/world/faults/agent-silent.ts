import type { ClusterFault } from './cluster-fault.js';

/** Fault `agent-silent`. Source: KubeVirt v1.9 `pkg/virt-controller/watch/node/node.go`. */
export const agentSilent: ClusterFault = {
  name: 'agent-silent',
  about: 'Nobody on the node has been heard of for longer than a heartbeat may be old, until the agent is started again.',
  scope: 'The node is closed for new confidential guests, and its device plugins count as gone.',
  doesNot: 'Guests that run go on running, and libvirt and the kernel notice nothing.',
  window: 'lasts',
  chance: 256,
  commands: (on, { host }) => [{ do: 'mishap', host, what: on ? 'agent-silent' : 'agent-started' }],
};
