import type { NovaQuirk } from './quirk.js';

/** SEV-ES is given up as soon as the kernel has SNP, even where no SNP guest can be launched: the pool lies idle. */
export const sevEsYieldsToKernel: NovaQuirk = {
  name: 'sev-es-yields-to-kernel',
  sentence: 'SEV-ES is given up as soon as the kernel has SNP, even where no SNP guest can be launched: the pool lies idle.',
  releases: [{ product: 'nova', from: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (supports_amd_sev_es)',
  killedBy: 'nova/detection/es-stays-where-snp-cannot-start',
  choices: { esYieldsToSnp: 'where-kernel-has-it' },
};
