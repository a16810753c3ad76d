import type { NovaQuirk } from './quirk.js';

/** No host says which architecture it is, so that images that ask for theirs find none. */
export const architectureUnsaid: NovaQuirk = {
  name: 'architecture-unsaid',
  sentence: 'No host says which architecture it is, so that images that ask for theirs find none.',
  releases: [{ product: 'nova', to: '2024.2' }],
  source: 'nova `ab18f3763c`, bug 2062425',
  killedBy: 'nova/detection/architecture-is-named',
  choices: { reportsArchitecture: false },
};
