import type { NovaQuirk } from './quirk.js';

/** A request that only forbids traits forbids nothing. */
export const forbiddenTraitsDropped: NovaQuirk = {
  name: 'forbidden-traits-dropped',
  sentence: 'A request that only forbids traits forbids nothing.',
  releases: [{ product: 'nova', to: '2018.2' }],
  source: 'nova `c088856c8c`, bug 1821824',
  killedBy: 'nova/placement/request-names-every-need',
  choices: { keepsForbiddenOnly: false },
};
