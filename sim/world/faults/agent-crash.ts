import type { ClusterFault } from './cluster-fault.js';

/** Fault `agent-crash`. Source: KubeVirt v1.9 `cmd/virt-handler/virt-handler.go`. */
export const agentCrash: ClusterFault = {
  name: 'agent-crash',
  about: 'The process of the node agent ends and is started again, between whichever two of its writes it had come to.',
  scope:
    'Everything it was about to do: labels that were patched and not registered as devices, guests that run and were not told of.',
  doesNot: 'No guest ends, and what was written before stays written. Without interleaving there is nothing it was about to do.',
  window: 'strikes',
  chance: 64,
  commands: (on, { host }) => (on ? [{ do: 'mishap', host, what: 'agent-restarted' }] : []),
};
