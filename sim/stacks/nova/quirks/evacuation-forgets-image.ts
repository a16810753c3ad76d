import type { NovaQuirk } from './quirk.js';

/** Where a guest is evacuated to, nobody knows what its image asked for. */
export const evacuationForgetsImage: NovaQuirk = {
  name: 'evacuation-forgets-image',
  sentence: 'Where a guest is evacuated to, nobody knows what its image asked for.',
  releases: [{ product: 'nova', to: '2018.1' }],
  source: 'nova `665ba461f3`, bug 1785318',
  killedBy: 'nova/life/moves-keep-protection',
  choices: { evacuationKeepsImage: false },
};
