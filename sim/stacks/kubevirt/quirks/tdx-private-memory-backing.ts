import type { Quirk } from './quirk.js';

/** Memory of TDX guests is declared anonymous and private, which it cannot be told from outside. */
export const tdxPrivateMemoryBacking: Quirk = {
  name: 'tdx-private-memory-backing',
  sentence: 'Memory of TDX guests is declared anonymous and private, which it cannot be told from outside.',
  releases: [{ product: 'intel-fork', from: 'mid-stream', to: 'mid-stream' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-launcher/virtwrap/converter/converter.go',
  killedBy: 'kubevirt/domain/protection-changes-nothing-else',
  choices: { tdxHasPrivateMemoryBacking: true },
};
