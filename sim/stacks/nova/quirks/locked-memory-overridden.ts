import type { NovaQuirk } from './quirk.js';

/** A flavor that says its memory need not stay in place is overruled by its encryption. */
export const lockedMemoryOverridden: NovaQuirk = {
  name: 'locked-memory-overridden',
  sentence: 'A flavor that says its memory need not stay in place is overruled by its encryption.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/virt/hardware.py:1601`, whose comment says so',
  killedBy: 'nova/request/locked-memory-stays',
  choices: { refusesUnlockedEncryption: false },
};
