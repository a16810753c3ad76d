import type { NovaQuirk } from './quirk.js';

/** A rebuild with an image that asks for another protection asks nobody, and what the guest holds is no longer what it uses. */
export const rebuildAsksNoPlacement: NovaQuirk = {
  name: 'rebuild-asks-no-placement',
  sentence:
    'A rebuild with an image that asks for another protection asks nobody, and what the guest holds is no longer what it uses.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/scheduler/manager.py:205`, `nova/conductor/manager.py:1327`',
  killedBy: 'nova/life/rebuild-follows-placement',
  choices: { rebuildKeepsNeeds: false },
};
