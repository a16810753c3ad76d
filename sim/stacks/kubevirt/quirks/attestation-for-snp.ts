import type { Quirk } from './quirk.js';

/** The SEV subresources answer for SNP guests too, with certificates and a firmware hash that have nothing to do with them. */
export const attestationForSnp: Quirk = {
  name: 'attestation-for-snp',
  sentence:
    'The SEV subresources answer for SNP guests too, with certificates and a firmware hash that have nothing to do with them.',
  releases: [],
  source:
    'kubevirt v1.9 pkg/virt-launcher/virtwrap/manager.go (GetLaunchMeasurement), which always hashes the image of SEV guests',
  killedBy: 'kubevirt/attestation/not-requested',
  choices: { onlySevIsAttestedByOwner: false },
};
