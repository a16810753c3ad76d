import type { ClusterFault } from './cluster-fault.js';

/** Fault `hot-configuration`. */
export const hotConfiguration: ClusterFault = {
  name: 'hot-configuration',
  about: 'The configuration of the control plane is replaced while it runs, and later put back.',
  scope: 'All hosts: their agents look again. Which configuration, the window says; the host it names does not matter.',
  doesNot: 'Guests that were admitted before keep their claims.',
  window: 'lasts',
  chance: 256,
  commands: (on, { with: other, config }) => [{ do: 'configure', config: on ? { ...config, ...other } : config }],
};
