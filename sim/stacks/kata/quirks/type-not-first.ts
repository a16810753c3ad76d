import type { KataQuirk } from './quirk.js';

/** The host data of an SNP guest comes before the type of its object, which QEMU refuses. */
export const typeNotFirst: KataQuirk = {
  name: 'type-not-first',
  sentence: 'The host data of an SNP guest comes before the type of its object, which QEMU refuses.',
  releases: [{ product: 'kata', from: '3.17', to: '3.17' }],
  source: 'kata-containers `39aa481da1`',
  killedBy: 'kata/command-line/object-type-first',
  choices: { typeComesFirst: false },
};
