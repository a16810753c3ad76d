import type { Quirk } from './quirk.js';

/** Every TDX guest has the same policy, whether anybody asked for one or not. */
export const tdxPolicyFixed: Quirk = {
  name: 'tdx-policy-fixed',
  sentence: 'Every TDX guest has the same policy, whether anybody asked for one or not.',
  releases: [{ product: 'intel-fork', from: 'tdx-1.5', to: 'tdx-1.5' }],
  source: 'intel/kubevirt-tdx@46c0fff2a pkg/virt-launcher/virtwrap/launchsecurity/tdx.go',
  killedBy: 'kubevirt/domain/tdx-writes-no-policy',
  choices: { tdxPolicy: 0x10000000 },
};
