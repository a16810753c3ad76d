import type { MachineValues } from './rules.js';

/**
 * Does anything of a host rest on one of its facts? Most facts always bear; those listed here only where the host asks for what they
 * are about, so that an assumed one makes no verdict provisional elsewhere.
 */
export function bears(path: string, machine: MachineValues): boolean {
  return conditions[path]?.(machine) ?? true;
}

/** Facts that bear only under a condition, by dotted path. */
const conditions: Readonly<Record<string, (machine: MachineValues) => boolean>> = {
  // Without the request KVM does not ask the firmware. Source: Linux 6.18.15 arch/x86/kvm/svm/sev.c `sev_hardware_setup`.
  'amd.psp.ciphertextHiding': ({ boot }) => Number(boot.moduleParameters.kvm_amd?.ciphertext_hiding_asids ?? 0) !== 0,
};
