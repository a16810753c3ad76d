import type { Quirk } from './quirk.js';

/** QEMU may not lock the memory of SEV guests, which it has to pin. */
export const sevMemoryNotLocked: Quirk = {
  name: 'sev-memory-not-locked',
  sentence: 'QEMU may not lock the memory of SEV guests, which it has to pin.',
  releases: [],
  source: 'a condition forgotten in kubevirt pkg/hypervisor/kvm/runtime.go (AdjustResources)',
  killedBy: 'kubevirt/scheduling/memory-lock',
  choices: { encryptionLocksMemory: () => false },
};
