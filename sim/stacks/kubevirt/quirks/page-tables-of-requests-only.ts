import type { Quirk } from './quirk.js';

/** The memory overhead leaves page tables out unless the user sets a memory request besides memory.guest. */
export const pageTablesOfRequestsOnly: Quirk = {
  name: 'page-tables-of-requests-only',
  sentence: 'The memory overhead leaves page tables out unless the user sets a memory request besides memory.guest.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/hypervisor/kvm/hypervisorbackend.go (GetMemoryOverhead)',
  killedBy: 'kubevirt/scheduling/memory-overhead',
  choices: { pageTablesForGuestMemory: false },
};
