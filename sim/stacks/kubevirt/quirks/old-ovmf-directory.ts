import type { Quirk } from './quirk.js';

/** Firmware is looked for where it was before its package moved it. */
export const oldOvmfDirectory: Quirk = {
  name: 'old-ovmf-directory',
  sentence: 'Firmware is looked for where it was before its package moved it.',
  releases: 'kubevirt before 1.9',
  source: 'fixed by kubevirt@9f182f1877',
  killedBy: 'kubevirt/domain/renders-when-firmware-exists',
  choices: { ovmfDirectory: '/usr/share/OVMF' },
};
