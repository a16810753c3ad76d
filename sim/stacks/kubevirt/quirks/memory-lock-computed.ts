import type { Quirk } from './quirk.js';

/** How much memory QEMU may lock is computed, and falls short of what libvirt asks for. */
export const memoryLockComputed: Quirk = {
  name: 'memory-lock-computed',
  sentence: 'How much memory QEMU may lock is computed, and falls short of what libvirt asks for.',
  releases: [{ product: 'kubevirt', from: '1.8.0', to: '1.9' }],
  source: 'fixed by kubevirt@d951a72249, which no release has yet',
  killedBy: 'kubevirt/scheduling/memory-lock',
  choices: { memoryLock: 'computed' },
};
