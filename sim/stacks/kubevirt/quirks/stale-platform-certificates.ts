import type { Quirk } from './quirk.js';

/** The certificates that were seen first are given out for ever, although the platform makes new keys when it boots. */
export const stalePlatformCertificates: Quirk = {
  name: 'stale-platform-certificates',
  sentence: 'The certificates that were seen first are given out for ever, although the platform makes new keys when it boots.',
  releases: [{ product: 'kubevirt-main', to: '2023-06-23' }],
  source: "fixed by kubevirt@a32b3f09c1, before which the node labeller's init container captured them",
  killedBy: 'kubevirt/attestation/certificates-are-current',
  choices: { remembersCertificates: true },
};
