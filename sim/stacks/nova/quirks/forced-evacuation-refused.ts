import type { NovaQuirk } from './quirk.js';

/** An encrypted guest cannot be evacuated to a host by force, because what it holds is not the node's own. */
export const forcedEvacuationRefused: NovaQuirk = {
  name: 'forced-evacuation-refused',
  sentence: "An encrypted guest cannot be evacuated to a host by force, because what it holds is not the node's own.",
  releases: [{ product: 'nova', from: '2025.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/scheduler/utils.py:834`',
  killedBy: 'nova/life/evacuation-works',
  choices: { forcesEvacuation: false },
};
