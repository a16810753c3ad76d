import type { NovaQuirk } from './quirk.js';

/** Inventories are removed without regard to the generation, which stays as it was. */
export const removalKeepsGeneration: NovaQuirk = {
  name: 'removal-keeps-generation',
  sentence: 'Inventories are removed without regard to the generation, which stays as it was.',
  releases: [{ product: 'nova', to: '2017.2' }],
  source: 'nova `26c593c91f`, bug 1746374',
  killedBy: 'nova/report/change-raises-generation',
  choices: { removalRaisesGeneration: false },
};
