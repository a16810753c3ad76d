import type { NovaQuirk } from './quirk.js';

/** Who asks for one host gets any. */
export const requestedHostIgnored: NovaQuirk = {
  name: 'requested-host-ignored',
  sentence: 'Who asks for one host gets any.',
  releases: [],
  source: 'a filter left out',
  killedBy: 'nova/placement/requested-host-is-kept-to',
  choices: { obeysRequestedHost: false },
};
