import type { ClusterFault } from './cluster-fault.js';

/** Fault `host-reboot`. */
export const hostReboot: ClusterFault = {
  name: 'host-reboot',
  about: 'The host reboots with all its guests.',
  scope: 'All guests of the host, and all work that was under way on it; leaked and waiting key IDs are free again.',
  doesNot: 'The node object keeps its labels until the agent has looked again, and broken firmware stays broken.',
  window: 'strikes',
  chance: 32,
  commands: (on, { host }) => (on ? [{ do: 'reboot', host }] : []),
};
