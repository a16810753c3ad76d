import type { KataQuirk } from './quirk.js';

/** The path of the certificate chain becomes a property that QEMU as released does not know. */
export const certificatesPassedOn: KataQuirk = {
  name: 'certificates-passed-on',
  sentence: 'The path of the certificate chain becomes a property that QEMU as released does not know.',
  releases: [{ product: 'kata', from: '3.6', to: '3.12' }],
  source: 'kata-containers `529660fafb`, dropped by `e87231edc7`',
  killedBy: 'kata/command-line/certificates-are-not-passed-on',
  choices: ({ certsPathIsFor }) => ({ certsPathIsFor: certsPathIsFor === 'anyone' ? 'anyone' : 'snp' }),
};
