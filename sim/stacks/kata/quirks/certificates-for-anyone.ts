import type { KataQuirk } from './quirk.js';

/** The path of SNP’s certificate chain ends the start of guests that are no SNP guests. */
export const certificatesForAnyone: KataQuirk = {
  name: 'certificates-for-anyone',
  sentence: 'The path of SNP’s certificate chain ends the start of guests that are no SNP guests.',
  releases: [{ product: 'kata', from: '3.6', to: '3.8' }],
  source: 'kata-containers `b10256a7ca`',
  killedBy: 'kata/command-line/certificates-are-not-passed-on',
  choices: { certsPathIsFor: 'anyone' },
};
