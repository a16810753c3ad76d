import type { KataQuirk } from './quirk.js';

/** Disks that protected guests cannot have are configured without a word. */
export const mmioDisksAccepted: KataQuirk = {
  name: 'mmio-disks-accepted',
  sentence: 'Disks that protected guests cannot have are configured without a word.',
  releases: [{ product: 'kata', to: '3.16' }],
  source: 'kata-containers `83dd7dcc75` refuses them',
  killedBy: 'kata/command-line/mmio-disks-are-refused',
  choices: { refusesMmioDisks: false },
};
