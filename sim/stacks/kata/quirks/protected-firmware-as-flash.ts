import type { KataQuirk } from './quirk.js';

/** The firmware of protected guests is given as flash, which SNP guests cannot have. */
export const protectedFirmwareAsFlash: KataQuirk = {
  name: 'protected-firmware-as-flash',
  sentence: 'The firmware of protected guests is given as flash, which SNP guests cannot have.',
  releases: [{ product: 'kata', to: '3.4' }],
  source: 'kata-containers 01e56a7c6d `src/runtime/pkg/govmm/qemu/qemu.go`; issue 8783',
  killedBy: 'kata/command-line/confidential-firmware-is-bios',
  choices: { protectedFirmware: 'pflash' },
};
