import type { ClusterFault } from './cluster-fault.js';

/** Fault `clock-jump`. Source: KubeVirt v1.9 `pkg/virt-controller/watch/node/node.go`. */
export const clockJump: ClusterFault = {
  name: 'clock-jump',
  about: "The node's clock falls behind the control plane's, so that its last heartbeat seems older than it is.",
  scope:
    'Beyond the five minutes a heartbeat may be old the node counts as silent until the next one; `seconds` of the window says how far.',
  doesNot:
    'No guest and no key ID is touched: neither the kernel nor libvirt decides by the time, and kernel log lines of ours carry none.',
  window: 'strikes',
  chance: 64,
  commands: (on, { host, with: { seconds } }) =>
    on ? [{ do: 'clock-jump', host, seconds: typeof seconds === 'number' ? seconds : 301 }] : [],
};
