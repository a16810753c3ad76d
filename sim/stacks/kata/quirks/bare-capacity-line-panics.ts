import type { KataQuirk } from './quirk.js';

/** A line of misc.capacity without a number ends the worker. */
export const bareCapacityLinePanics: KataQuirk = {
  name: 'bare-capacity-line-panics',
  sentence: 'A line of misc.capacity without a number ends the worker.',
  releases: [{ product: 'nfd' }],
  source: 'node-feature-discovery 76e6cc8cc `source/cpu/security_amd64.go` (retrieveCgroupMiscCapacityValue), by reading',
  killedBy: 'subject/answers/never-panics',
  choices: { passesOverBareLines: false },
};
