import type { Quirk } from './quirk.js';

/** Firmware of SNP and TDX guests is mapped as flash with a variable store, which QEMU refuses. */
export const snpLoaderPflash: Quirk = {
  name: 'snp-loader-pflash',
  sentence: 'Firmware of SNP and TDX guests is mapped as flash with a variable store, which QEMU refuses.',
  releases: [{ product: 'kubevirt-main', to: '2025-10-21' }],
  source: 'fixed by kubevirt@31bd088d0d',
  killedBy: 'kubevirt/domain/loader-type',
  choices: { statelessLoader: 'pflash' },
};
