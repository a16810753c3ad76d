import type { Quirk } from './quirk.js';

/** UEFI without secure boot works only where the images for secure boot are installed as well, and the other way round. */
export const plainEfiNeedsEveryImage: Quirk = {
  name: 'plain-efi-needs-every-image',
  sentence:
    'UEFI without secure boot works only where the images for secure boot are installed as well, and the other way round.',
  releases: 'kubevirt before 0.43',
  source: 'fixed by kubevirt@dbe0ba06df',
  killedBy: 'kubevirt/domain/renders-when-firmware-exists',
  needs: 'a host with only one of the two code images',
  choices: { plainEfiTakesEitherImage: false },
};
