import type { Quirk } from './quirk.js';

/** A second launch session replaces the first, so that whoever comes last owns the guest. */
export const sessionReplaced: Quirk = {
  name: 'session-replaced',
  sentence: 'A second launch session replaces the first, so that whoever comes last owns the guest.',
  releases: [],
  source: 'a forgotten check',
  killedBy: 'kubevirt/attestation/session-only-once',
  choices: { replacesSession: true },
};
