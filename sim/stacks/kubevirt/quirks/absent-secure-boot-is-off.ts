import type { Quirk } from './quirk.js';

/** Secure boot that nobody mentions is taken for switched off, but its default is on. */
export const absentSecureBootIsOff: Quirk = {
  name: 'absent-secure-boot-is-off',
  sentence: 'Secure boot that nobody mentions is taken for switched off, but its default is on.',
  releases: [],
  source: 'KubeVirt v1.9 staging/src/kubevirt.io/api/core/v1/schema.go (EFI.SecureBoot, which says the default)',
  killedBy: 'kubevirt/admission/absent-means-default',
  choices: { absentSecureBootIsOn: false },
};
