import type { NovaQuirk } from './quirk.js';

/** After a rebuild nobody knows what image a guest is based on, and it cannot be moved any more. */
export const rebuildDropsBaseImage: NovaQuirk = {
  name: 'rebuild-drops-base-image',
  sentence: 'After a rebuild nobody knows what image a guest is based on, and it cannot be moved any more.',
  releases: [{ product: 'nova', to: '2020.1' }],
  source: 'nova `fe52b6c25b`, bug 1893618',
  killedBy: 'nova/life/rebuilt-guests-can-move',
  choices: { rebuildKeepsBaseImage: false },
};
