import type { NovaQuirk } from './quirk.js';

/** Guests are sent to hosts that were disabled. */
export const disabledHostChosen: NovaQuirk = {
  name: 'disabled-host-chosen',
  sentence: 'Guests are sent to hosts that were disabled.',
  releases: [],
  source: 'a filter left out',
  killedBy: 'nova/placement/disabled-hosts-are-passed-over',
  choices: { noticesClosedHosts: false },
};
