import type { NovaQuirk } from './quirk.js';

/** Guests ask for a context without saying of which model. */
export const modelUnasked: NovaQuirk = {
  name: 'model-unasked',
  sentence: 'Guests ask for a context without saying of which model.',
  releases: [],
  source: 'a trait left out of the request',
  killedBy: 'nova/placement/slots-are-of-the-own-model',
  choices: { asksForModel: false },
};
