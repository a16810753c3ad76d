import type { NovaQuirk } from './quirk.js';

/** Guests with stateless firmware go to hosts that have none. */
export const statelessUnasked: NovaQuirk = {
  name: 'stateless-unasked',
  sentence: 'Guests with stateless firmware go to hosts that have none.',
  releases: [],
  source: 'a trait left out of the request',
  killedBy: 'nova/placement/request-names-every-need',
  choices: { asksForStateless: false },
};
