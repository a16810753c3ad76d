import type { ClusterFault } from './cluster-fault.js';

/** Fault `libvirtd-restart`. Source: libvirt `src/rpc/virnetclient.c`. */
export const libvirtdRestart: ClusterFault = {
  name: 'libvirtd-restart',
  about: 'libvirtd is restarted while its guests go on running.',
  scope: 'Whatever it was told and had not done: whoever told it finds the connection closed.',
  doesNot: 'No guest ends, and none that is to be started is forgotten.',
  window: 'strikes',
  chance: 64,
  commands: (on, { host }) => (on ? [{ do: 'mishap', host, what: 'libvirtd-restarted' }] : []),
};
