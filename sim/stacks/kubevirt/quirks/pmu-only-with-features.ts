import type { Quirk } from './quirk.js';

/** Performance counters of TDX guests are switched off only where the guest has features at all, which rests on defaulting. */
export const pmuOnlyWithFeatures: Quirk = {
  name: 'pmu-only-with-features',
  sentence:
    'Performance counters of TDX guests are switched off only where the guest has features at all, which rests on defaulting.',
  releases: [{ product: 'kubevirt', from: '1.7.0', to: '1.9' }],
  source: 'kubevirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/hypervisor_features.go',
  killedBy: 'kubevirt/domain/tdx-pmu-is-off',
  needs: 'a TDX guest whose features nobody has defaulted',
  choices: { pmuIsOff: ({ spec: { domain } }) => domain.launchSecurity?.tdx !== undefined && domain.features !== undefined },
};
