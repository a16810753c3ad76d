import type { Quirk } from './quirk.js';

/** SEV guests are refused while the gate of TDX is open too, and the other way round, in words that name no type. */
export const gatesCannotCoexist: Quirk = {
  name: 'gates-cannot-coexist',
  sentence: 'SEV guests are refused while the gate of TDX is open too, and the other way round, in words that name no type.',
  releases: [{ product: 'intel-fork', from: 'tdx-1.0', to: 'mid-stream', note: 'tdx-1.0 in other words' }],
  source: 'intel/kubevirt-tdx pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (validateLaunchSecurity)',
  killedBy: 'kubevirt/admission/sev-ignores-the-tdx-gate',
  choices: { rulesOfFork: true },
};
