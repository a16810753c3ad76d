import { isSevFamily } from './kubevirt-names.js';
import type { Vmi } from './vmi.js';

/**
 * Must the guest's memory stay where it is? SEV pins it, devices read it by themselves, deadlines allow no page faults, or its owner
 * says so. Not TDX: guest_memfd is neither swapped nor counted as locked. Source: KubeVirt main `pkg/hypervisor/kvm/runtime.go`
 * (AdjustResources); Linux `arch/x86/kvm/svm/sev.c` (sev_pin_memory), `virt/kvm/guest_memfd.c`.
 */
export function memoryStaysInPlace(vmi: Vmi): boolean {
  return isSevFamily(vmi.protection) || vmi.passedDevices.length > 0 || vmi.locksMemory;
}
