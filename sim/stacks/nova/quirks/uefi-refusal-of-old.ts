import type { NovaQuirk } from './quirk.js';

/** The refusal of other firmware than UEFI says that the image is wrong or a volume was asked for. */
export const uefiRefusalOfOld: NovaQuirk = {
  name: 'uefi-refusal-of-old',
  sentence: 'The refusal of other firmware than UEFI says that the image is wrong or a volume was asked for.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.1' }],
  source: 'nova 33.0.0 `nova/virt/hardware.py` (_check_mem_encryption_uses_uefi_image)',
  killedBy: 'nova/request/uefi-required',
  needs: 'a comparison with the text of 34.0.0; either is told in plain words',
  choices: { uefiRefusal: 'of-the-image' },
};
