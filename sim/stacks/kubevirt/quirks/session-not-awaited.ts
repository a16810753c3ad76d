import type { Quirk } from './quirk.js';

/** A guest whose owner wants to attest it starts without a launch session, so nobody can check what was started. */
export const sessionNotAwaited: Quirk = {
  name: 'session-not-awaited',
  sentence: 'A guest whose owner wants to attest it starts without a launch session, so nobody can check what was started.',
  releases: [],
  source: 'a forgotten wait',
  killedBy: 'kubevirt/attestation/waits-for-session',
  choices: { waitsForSession: false },
};
