import type { Quirk } from './quirk.js';

/** A guest with both SEV and SNP boots the firmware of SNP and is described as a SEV guest. */
export const sevElementWithSnpFirmware: Quirk = {
  name: 'sev-element-with-snp-firmware',
  sentence: 'A guest with both SEV and SNP boots the firmware of SNP and is described as a SEV guest.',
  releases: [{ product: 'kubevirt', from: '1.7.0', to: '1.9' }],
  source: 'kubevirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/launch_security.go against manager.go',
  killedBy: 'kubevirt/domain/firmware-matches-launch-security',
  needs: 'a guest with both SEV and SNP, which admission refuses',
  choices: { sevElementWins: true },
};
