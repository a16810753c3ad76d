import type { NovaQuirk } from './quirk.js';

/** The loader of stateless firmware does not say so. */
export const statelessUnsaid: NovaQuirk = {
  name: 'stateless-unsaid',
  sentence: 'The loader of stateless firmware does not say so.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/stateless-loader',
  choices: { saysStateless: false },
};
