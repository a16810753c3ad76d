import type { Quirk } from './quirk.js';

/** TDX key IDs are written into the node's status as intel.kubevirt.io/tdx, without a plugin, a gate or an end. */
export const tdxCapacityPatched: Quirk = {
  name: 'tdx-capacity-patched',
  sentence: "TDX key IDs are written into the node's status as intel.kubevirt.io/tdx, without a plugin, a gate or an end.",
  releases: [{ product: 'intel-fork' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-handler/node-labeller/node_labeller.go (patchNode)',
  killedBy: 'kubevirt/resources/tdx-keys-equal-capacity',
  choices: ({ countedPools }) => ({ patchesTdxCapacity: true, countedPools: [...new Set([...countedPools, 'tdx' as const])] }),
};
