import type { Quirk } from './quirk.js';

/** Measurement and secret are available for a guest that already runs, when what was measured is no longer what is there. */
export const measuredWhileRunning: Quirk = {
  name: 'measured-while-running',
  sentence:
    'Measurement and secret are available for a guest that already runs, when what was measured is no longer what is there.',
  releases: [],
  source: 'a forgotten check',
  killedBy: 'kubevirt/attestation/needs-pause',
  choices: { attestsOnlyWhilePaused: false },
};
