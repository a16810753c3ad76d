import type { Quirk } from './quirk.js';

/** The address of the quote generation service is what the user wrote, in an element of its own name and in a form libvirt does not know; without one there is no service. */
export const qgsAddressFromRequest: Quirk = {
  name: 'qgs-address-from-request',
  sentence:
    'The address of the quote generation service is what the user wrote, in an element of its own name and in a form libvirt does not know; without one there is no service.',
  releases: [{ product: 'intel-fork' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-launcher/virtwrap/api/schema.go, converter/converter.go',
  killedBy: 'kubevirt/domain/tdx-names-quote-service',
  choices: { qgsElement: 'Quote-Generation-Service', qgsAddressFromRequest: true },
};
