import type { NovaQuirk } from './quirk.js';

/** Guests are sent to hosts whose compute service is down. */
export const silentHostChosen: NovaQuirk = {
  name: 'silent-host-chosen',
  sentence: 'Guests are sent to hosts whose compute service is down.',
  releases: [],
  source: 'a filter left out',
  killedBy: 'nova/placement/silent-hosts-are-passed-over',
  choices: { noticesSilence: false },
};
