import type { Quirk } from './quirk.js';

/** UEFI without secure boot works only where the images for secure boot are installed as well, and the other way round. */
export const plainEfiNeedsEveryImage: Quirk = {
  name: 'plain-efi-needs-every-image',
  sentence:
    'UEFI without secure boot works only where the images for secure boot are installed as well, and the other way round.',
  releases: [{ product: 'kubevirt', to: '0.42' }],
  source: 'fixed by kubevirt@dbe0ba06df',
  killedBy: 'kubevirt/domain/renders-when-firmware-exists',
  choices: { plainEfiTakesEitherImage: false },
};
