import type { Claim } from '../../../contracts/subject.js';
import type { Choices } from '../choices.js';
import { quantityValue } from '../quantity.js';
import { type Specified, usesSev } from '../vmi.js';
import { passedDevices, requestedMemoryBytes } from './memory-overhead.js';

/**
 * How much memory QEMU may lock: all of it when the guest's memory must stay where it is, because SEV pins it, a device reads it by
 * itself, deadlines forbid page faults, or the user says so. Memory of a TDX guest comes from guest_memfd, which cannot be swapped
 * and is not counted as locked. Undefined leaves the kernel's limit as it is.
 * Source: KubeVirt main `pkg/hypervisor/kvm/runtime.go` (AdjustResources); Linux `arch/x86/kvm/svm/sev.c` (sev_pin_memory),
 * `virt/kvm/guest_memfd.c`.
 */
export function memoryLock(vmi: Specified, overheadBytes: number, choices: Choices): Claim['memoryLock'] {
  if (!staysInPlace(vmi, choices)) return undefined;
  switch (choices.memoryLock) {
    case 'unlimited':
      return 'unlimited';
    case 'computed':
      return computed(vmi, requestedMemoryBytes(vmi), overheadBytes);
    case 'computed-from-requests':
      return computed(vmi, quantityValue(vmi.spec.domain.resources?.requests?.memory), overheadBytes);
  }
}

function staysInPlace(vmi: Specified, { encryptionLocksMemory }: Choices): boolean {
  const { cpu, memory, launchSecurity } = vmi.spec.domain;
  if (usesSev(vmi) && encryptionLocksMemory('SEV')) return true;
  if (launchSecurity?.tdx !== undefined && encryptionLocksMemory('TDX')) return true;
  return passedDevices(vmi) > 0 || cpu?.realtime !== undefined || memory?.reservedOverhead?.memLock === 'Required';
}

/** Every passed device after the first maps the guest's memory once more. Source: KubeVirt v1.9 `runtime.go` (CalculateMemlockSize). */
function computed(vmi: Specified, memoryBytes: number, overheadBytes: number): number {
  return overheadBytes + memoryBytes * Math.max(1, passedDevices(vmi));
}
