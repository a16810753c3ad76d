import type { Quirk } from './quirk.js';

/** UEFI without secure boot is given the variables of secure boot, keys enrolled. */
export const plainEfiWithSecureVariables: Quirk = {
  name: 'plain-efi-with-secure-variables',
  sentence: 'UEFI without secure boot is given the variables of secure boot, keys enrolled.',
  releases: [],
  source: 'the half of a pair that kubevirt@69f131a9e6 keeps apart',
  killedBy: 'kubevirt/domain/ordinary-has-own-variables',
  choices: { plainEfiVariables: 'OVMF_VARS.secboot.fd' },
};
