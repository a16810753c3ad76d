import type { Quirk } from './quirk.js';

/** Labels follow libvirt alone, which lists SEV-ES and SNP even where the kernel has them switched off. */
export const labelTrustsDomcapabilities: Quirk = {
  name: 'label-trusts-domcapabilities',
  sentence: 'Labels follow libvirt alone, which lists SEV-ES and SNP even where the kernel has them switched off.',
  releases: [{ product: 'kubevirt', from: '0.49' }],
  source: 'kubevirt v1.9 pkg/virt-handler/node-labeller/cpu_plugin.go; libvirt 11.3 src/qemu/qemu_capabilities.c',
  killedBy: 'kubevirt/labels/sev-snp-only-when-launchable',
  choices: { labelsNeedModuleParameters: false },
};
