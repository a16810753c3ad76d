import type { HostFault } from './host-fault.js';

/** Fault `flush-fails`. Source: Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_flush_asids`. */
export const flushFails: HostFault = {
  name: 'flush-fails',
  about: 'The security processor answers DF_FLUSH with a hardware error.',
  scope:
    'ASIDs of an AMD host that wait for a flush go on waiting, and a start that needs one of them fails with EBUSY; survives a reboot.',
  doesNot: 'It takes no key ID from anybody, and a start that finds a free ASID does not notice it.',
  window: 'lasts',
  chance: 128,
  set: ({ host }, on) => {
    host.faults.flushFails = on;
  },
};
