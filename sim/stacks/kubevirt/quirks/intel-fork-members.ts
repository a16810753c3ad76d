import type { Quirk } from './quirk.js';

/**
 * The quote service and the configuration id of TDX guests are written as QGS and MRCONFIGID, which the API does not have.
 */
export const intelForkMembers: Quirk = {
  name: 'intel-fork-members',
  sentence:
    'The quote service and the configuration id of TDX guests are written as QGS and MRCONFIGID, which the API does not have.',
  releases: [{ product: 'intel-fork', from: 'tdx-1.0', to: 'mid-stream', note: 'MRCONFIGID in the article only' }],
  source:
    'intel/kubevirt-tdx staging/src/kubevirt.io/api/core/v1/schema.go (TDX); Intel, "Configure and Attest Confidential Virtual Machines in Kubernetes", figure 3',
  killedBy: 'kubevirt/admission/unknown-member',
  choices: { launchDialect: 'intel-fork' },
};
