import type { HostFault } from './host-fault.js';

/** Fault `key-leak`. Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `snp_decommission_context`, `arch/x86/kvm/vmx/tdx.c` "HKID %d is leaked". */
export const keyLeak: HostFault = {
  name: 'key-leak',
  about: 'A free key ID of the SNP or TDX range is lost, with its charge.',
  scope: 'One key ID until the next boot; switching it on again loses one more.',
  doesNot:
    'Switching it off brings nothing back, and nothing happens where no such key ID is free or where neither can be launched.',
  window: 'strikes',
  chance: 64,
  set: ({ host }, on) => {
    if (on) host.loseKey();
  },
};
