import type { Quirk } from './quirk.js';

/** SNP guests with system management mode are admitted, and QEMU starts none of them. */
export const snpSmmAccepted: Quirk = {
  name: 'snp-smm-accepted',
  sentence: 'SNP guests with system management mode are admitted, and QEMU starts none of them.',
  releases: [{ product: 'kubevirt', from: '1.7' }],
  source: 'KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go; QEMU 10.1 target/i386/sev.c',
  killedBy: 'kubevirt/admission/snp-without-smm',
  choices: { refusesSmmForSnp: false },
};
