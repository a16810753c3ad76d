import type { Quirk } from './quirk.js';

/** Firmware is looked for where it was before its package moved it. */
export const oldOvmfDirectory: Quirk = {
  name: 'old-ovmf-directory',
  sentence: 'Firmware is looked for where it was before its package moved it.',
  releases: [{ product: 'kubevirt-main', to: '2026-04-10', note: 'releases up to 1.8 had links in their launcher image' }],
  source: 'fixed by kubevirt@9f182f1877',
  killedBy: 'kubevirt/domain/renders-when-firmware-exists',
  choices: { ovmfDirectory: '/usr/share/OVMF' },
};
