import type { Quirk } from './quirk.js';

/** Persistent UEFI variables are promised to guests whose firmware has none. */
export const persistentEfiAccepted: Quirk = {
  name: 'persistent-efi-accepted',
  sentence: 'Persistent UEFI variables are promised to guests whose firmware has none.',
  releases: [],
  source: 'a forgotten check',
  killedBy: 'kubevirt/admission/no-persistent-efi',
  choices: { refusesPersistentEfi: false },
};
