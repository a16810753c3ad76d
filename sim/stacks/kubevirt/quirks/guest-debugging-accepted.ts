import type { Quirk } from './quirk.js';

/** A policy that lets the host debug the guest is admitted. */
export const guestDebuggingAccepted: Quirk = {
  name: 'guest-debugging-accepted',
  sentence: 'A policy that lets the host debug the guest is admitted.',
  releases: [{ product: 'vep-80', note: 'TDX sample 0x10000001' }],
  source: 'VEP #80, "TDX Design"',
  killedBy: 'kubevirt/admission/no-guest-debugging',
  choices: { refusesGuestDebugging: false },
};
