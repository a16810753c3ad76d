import { type ClusterFault, rebootInto } from './cluster-fault.js';

/** Fault `firmware-too-old`. Source: Linux 7.2.8 `drivers/crypto/ccp/sev-dev.c` (SNP_MIN_API_MINOR), `arch/x86/virt/vmx/tdx/tdx.c`. */
export const firmwareTooOld: ClusterFault = {
  name: 'firmware-too-old',
  about: 'The host boots with an SNP firmware, or a TDX module, that the kernel refuses.',
  scope: 'SNP or TDX of the host from a reboot into the old firmware until a reboot into the right one; all guests die twice.',
  doesNot: 'Plain SEV and SEV-ES guests can still be launched, and a host with neither SNP nor TDX does not notice.',
  window: 'lasts',
  chance: 256,
  commands: (on, place) => {
    const old = [{ 'snp-firmware-old': true }, { 'tdx-module-old': true }] as const;
    return old.flatMap((settings) => rebootInto(on, settings, place)).slice(0, 1);
  },
};
