import type { ClusterFault } from './cluster-fault.js';

/** Fault `quote-service-gone`. */
export const quoteServiceGone: ClusterFault = {
  name: 'quote-service-gone',
  about: 'The quote generation service of a TDX host is gone, with the directory of its socket.',
  scope: 'What the node agent sees of the socket, until the service is back or the next boot.',
  doesNot: 'No guest ends, and a host without the service does not notice; the kernel hands out keys as ever.',
  window: 'lasts',
  chance: 128,
  commands: (on, { host }) => [{ do: 'quote-service', host, left: on ? 'nothing' : 'socket' }],
};
