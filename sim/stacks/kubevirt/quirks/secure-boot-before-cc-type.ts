import type { Quirk } from './quirk.js';

/** Firmware is chosen by secure boot first, so a confidential guest boots an image that knows nothing of it. */
export const secureBootBeforeCcType: Quirk = {
  name: 'secure-boot-before-cc-type',
  sentence: 'Firmware is chosen by secure boot first, so a confidential guest boots an image that knows nothing of it.',
  releases: [{ product: 'kubevirt', from: '0.49', to: '1.6' }],
  source: 'fixed by kubevirt@31bd088d0d',
  killedBy: 'kubevirt/domain/tdx-firmware',
  choices: { protectionDecidesFirmware: false },
};
