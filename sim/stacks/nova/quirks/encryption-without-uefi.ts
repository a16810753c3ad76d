import type { NovaQuirk } from './quirk.js';

/** Encryption is accepted with a BIOS. */
export const encryptionWithoutUefi: NovaQuirk = {
  name: 'encryption-without-uefi',
  sentence: 'Encryption is accepted with a BIOS.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/request/uefi-required',
  choices: { encryptionNeedsUefi: false },
};
