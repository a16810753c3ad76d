import type { Quirk } from './quirk.js';

/** Performance counters of TDX guests are left on. */
export const tdxPmuOn: Quirk = {
  name: 'tdx-pmu-on',
  sentence: 'Performance counters of TDX guests are left on.',
  releases: [{ product: 'intel-fork' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-launcher/virtwrap/converter/converter.go, which has no pmu element',
  killedBy: 'kubevirt/domain/tdx-pmu-is-off',
  choices: { pmuIsOff: () => false },
};
