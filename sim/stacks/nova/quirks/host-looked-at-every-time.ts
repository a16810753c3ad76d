import type { NovaQuirk } from './quirk.js';

/** What a host can do is looked at in every periodic task, so that models come and go under running guests. */
export const hostLookedAtEveryTime: NovaQuirk = {
  name: 'host-looked-at-every-time',
  sentence: 'What a host can do is looked at in every periodic task, so that models come and go under running guests.',
  releases: [],
  source: 'a cache left out',
  killedBy: 'nova/detection/nothing-is-read-again',
  choices: { remembersFindings: false },
};
