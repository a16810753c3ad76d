import type { HostFault } from './host-fault.js';

/** Fault `release-fails`. Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_vm_destroy`, `arch/x86/kvm/vmx/tdx.c` `tdx_mmu_release_hkid`. */
export const releaseFails: HostFault = {
  name: 'release-fails',
  about: 'SNP_DECOMMISSION and TDH.MNG.KEY.FREEID fail.',
  scope:
    'An SNP guest or a TD that ends takes its key ID and its charge with it until the next boot; the fault itself survives a reboot.',
  doesNot: 'Plain SEV and SEV-ES guests end as ever: the kernel does not look at what DEACTIVATE answers.',
  window: 'lasts',
  chance: 128,
  set: ({ host }, on) => {
    host.faults.releaseFails = on;
  },
};
