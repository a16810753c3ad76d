import type { Quirk } from './quirk.js';

/** Secure boot asks for SMM even for TDX guests, which must not have it, so they cannot use secure boot at all. */
export const tdxSecureBootNeedsSmm: Quirk = {
  name: 'tdx-secure-boot-needs-smm',
  sentence: 'Secure boot asks for SMM even for TDX guests, which must not have it, so they cannot use secure boot at all.',
  releases: [{ product: 'kubevirt', from: '1.7', to: '1.8' }],
  source: 'kubevirt@6ce3ebce06, which exempts TDX',
  killedBy: 'kubevirt/admission/well-formed-is-accepted',
  choices: { tdxSecureBootNeedsNoSmm: false },
};
