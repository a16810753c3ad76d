import type { NovaQuirk } from './quirk.js';

/** SEV-ES waits for a QEMU it does not need. */
export const sevEsWantsNewerQemu: NovaQuirk = {
  name: 'sev-es-wants-newer-qemu',
  sentence: 'SEV-ES waits for a QEMU it does not need.',
  releases: [],
  source: 'a floor copied from another model',
  killedBy: 'nova/detection/sev-es-when-launchable',
  choices: { qemuForSevEs: '10.1.0' },
};
