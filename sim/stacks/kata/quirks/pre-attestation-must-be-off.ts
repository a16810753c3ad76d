import type { KataQuirk } from './quirk.js';

/** A pod for SNP that does not say it is not attested before its launch is refused. */
export const preAttestationMustBeOff: KataQuirk = {
  name: 'pre-attestation-must-be-off',
  sentence: 'A pod for SNP that does not say it is not attested before its launch is refused.',
  releases: [],
  source: 'the SNP guide: “This is required, otherwise the scheduler will expect an encrypted container image”',
  killedBy: 'kata/admission/annotations-are-not-judged-here',
  choices: { readsPreAttestation: true },
};
