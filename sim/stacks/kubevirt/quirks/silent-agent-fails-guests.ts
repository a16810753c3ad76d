import type { Quirk } from './quirk.js';

/** Guests whose pods live are declared failed because their node agent is silent. */
export const silentAgentFailsGuests: Quirk = {
  name: 'silent-agent-fails-guests',
  sentence: 'Guests whose pods live are declared failed because their node agent is silent.',
  releases: [],
  source: 'kubevirt v1.9 pkg/virt-controller/watch/node/node.go without filterStuckVirtualMachinesWithoutPods',
  killedBy: 'kubevirt/life/silent-agent-fails-no-living-guest',
  choices: { silentAgentFailsGuests: true },
};
