import type { Quirk } from './quirk.js';

/** A guest without firmware is tried again for ever, because the text that would end it is misspelt by one letter. */
export const endlessRetryOnMissingFirmware: Quirk = {
  name: 'endless-retry-on-missing-firmware',
  sentence: 'A guest without firmware is tried again for ever, because the text that would end it is misspelt by one letter.',
  releases: [{ product: 'kubevirt', from: '0.44' }],
  source: 'kubevirt@46a3f061ec; kubevirt v1.9 pkg/virt-handler/vm.go (syncVirtualMachine)',
  killedBy: 'kubevirt/life/missing-firmware-is-final',
  choices: { missingFirmwareText: 'EFI OVMF rom missing' },
};
