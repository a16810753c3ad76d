import type { HostFault } from './host-fault.js';

/** Fault `psp-error`. Source: Linux 7.2.8 `drivers/crypto/ccp/sev-dev.c` `__sev_do_cmd_locked`, `arch/x86/kvm/svm/sev.c`. */
export const pspError: HostFault = {
  name: 'psp-error',
  about: 'The security processor answers every command with a hardware error.',
  scope:
    'LAUNCH_START and SNP_LAUNCH_START fail after the ASID was taken, which is given back; DF_FLUSH and SNP_DECOMMISSION fail as with their own faults. Survives a reboot.',
  doesNot:
    'The platform counts as initialised, so /dev/sev, the module parameters and all capacities stay as they are; TDX does not know of it.',
  window: 'lasts',
  chance: 128,
  set: ({ host }, on) => {
    host.faults.pspFails = on;
  },
};
