import type { Quirk } from './quirk.js';

/** The check for SEV attestation looks into a member that SNP guests do not have, and panics. */
export const attestationNil: Quirk = {
  name: 'attestation-nil',
  sentence: 'The check for SEV attestation looks into a member that SNP guests do not have, and panics.',
  releases: [{ product: 'kubevirt-main', to: '2025-10-21' }],
  source: 'fixed by kubevirt@31bd088d0d',
  killedBy: 'kubevirt/domain/renders-when-firmware-exists',
  choices: { attestationCheckKnowsSnp: false },
};
