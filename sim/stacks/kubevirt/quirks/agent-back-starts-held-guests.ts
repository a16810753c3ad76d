import type { Quirk } from './quirk.js';

/** A restarted node agent starts the guests that wait for a launch session. */
export const agentBackStartsHeldGuests: Quirk = {
  name: 'agent-back-starts-held-guests',
  sentence: 'A restarted node agent starts the guests that wait for a launch session.',
  releases: [],
  source: 'a restarted agent that takes every Scheduled guest for one to be started',
  killedBy: 'kubevirt/attestation/waits-for-session',
  choices: { agentForgetsWhoWaits: true },
};
