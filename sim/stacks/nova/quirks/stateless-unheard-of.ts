import type { NovaQuirk } from './quirk.js';

/** Nobody has heard of stateless firmware: who asks for it gets firmware with variables. */
export const statelessUnheardOf: NovaQuirk = {
  name: 'stateless-unheard-of',
  sentence: 'Nobody has heard of stateless firmware: who asks for it gets firmware with variables.',
  releases: [{ product: 'nova', to: '2024.1' }],
  source: 'nova `3169e7cebd`, which brought it',
  killedBy: 'nova/domain/stateless-loader',
  choices: { knowsStateless: false },
};
