import type { Quirk } from './quirk.js';

/** TDX guests have no memory balloon. */
export const tdxWithoutBalloon: Quirk = {
  name: 'tdx-without-balloon',
  sentence: 'TDX guests have no memory balloon.',
  releases: [{ product: 'intel-fork', from: 'tdx-1.0', to: 'tdx-1.0' }],
  source: 'intel/kubevirt-tdx@3f2003d98 pkg/virt-launcher/virtwrap/converter/converter.go',
  killedBy: 'kubevirt/domain/protection-changes-nothing-else',
  choices: { tdxHasNoBalloon: true },
};
