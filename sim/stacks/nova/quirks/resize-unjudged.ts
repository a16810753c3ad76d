import type { NovaQuirk } from './quirk.js';

/** A flavor that contradicts the guest's image is accepted when it is resized. */
export const resizeUnjudged: NovaQuirk = {
  name: 'resize-unjudged',
  sentence: "A flavor that contradicts the guest's image is accepted when it is resized.",
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/resize-is-judged',
  choices: { resizeIsJudged: false },
};
