import type { Quirk } from './quirk.js';

/** Firmware is chosen by secure boot first, so a confidential guest boots an image that knows nothing of it. */
export const secureBootBeforeCcType: Quirk = {
  name: 'secure-boot-before-cc-type',
  sentence: 'Firmware is chosen by secure boot first, so a confidential guest boots an image that knows nothing of it.',
  releases: 'kubevirt main, before 2025-10-21',
  source: 'fixed by kubevirt@31bd088d0d',
  killedBy: 'kubevirt/domain/tdx-firmware',
  choices: { protectionDecidesFirmware: false },
};
