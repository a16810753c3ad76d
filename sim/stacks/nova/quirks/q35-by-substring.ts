import type { NovaQuirk } from './quirk.js';

/** Any machine type with q35 somewhere in its name is taken for one. */
export const q35BySubstring: NovaQuirk = {
  name: 'q35-by-substring',
  sentence: 'Any machine type with q35 somewhere in its name is taken for one.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/virt/hardware.py:135`',
  killedBy: 'nova/request/whole-machine-name',
  choices: { isQ35: (machine) => machine.includes('q35') },
};
