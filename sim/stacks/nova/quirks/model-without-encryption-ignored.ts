import type { NovaQuirk } from './quirk.js';

/** A memory encryption model that nobody asked to be used is passed over instead of refused. */
export const modelWithoutEncryptionIgnored: NovaQuirk = {
  name: 'model-without-encryption-ignored',
  sentence: 'A memory encryption model that nobody asked to be used is passed over instead of refused.',
  releases: [{ product: 'nova', from: '2025.2', to: '2026.2' }],
  source: 'the SEV-ES specification, against nova@00a030403f `nova/virt/hardware.py:1373`',
  killedBy: 'nova/request/model-without-encryption',
  choices: { refusesModelAlone: false },
};
