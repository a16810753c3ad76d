import type { Quirk } from './quirk.js';

/** How much memory QEMU may lock is computed from a memory request that most guests do not have, so SEV guests may lock almost nothing. */
export const memoryLockFromRequests: Quirk = {
  name: 'memory-lock-from-requests',
  sentence:
    'How much memory QEMU may lock is computed from a memory request that most guests do not have, so SEV guests may lock almost nothing.',
  releases: [{ product: 'kubevirt', to: '1.7' }],
  source: 'fixed by kubevirt@78c8fddcbd',
  killedBy: 'kubevirt/scheduling/memory-lock',
  choices: { memoryLock: 'computed-from-requests' },
};
