import type { Quirk } from './quirk.js';

/** Without the directory of the quote generation service there are no TDX keys, although attestation is not enforced. */
export const optionalSocketNeedsDirectory: Quirk = {
  name: 'optional-socket-needs-directory',
  sentence: 'Without the directory of the quote generation service there are no TDX keys, although attestation is not enforced.',
  releases: [{ product: 'kubevirt', from: '1.9' }],
  source: 'kubevirt v1.9 pkg/virt-handler/device-manager/socket_device.go (healthCheck)',
  killedBy: 'kubevirt/resources/optional-socket-is-always-healthy',
  choices: { optionalSocketNeedsDirectory: true },
};
