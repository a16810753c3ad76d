import type { Quirk } from './quirk.js';

/** An eviction that cannot be read is denied, and marks the guest for evacuation all the same. */
export const malformedEvictionMarks: Quirk = {
  name: 'malformed-eviction-marks',
  sentence: 'An eviction that cannot be read is denied, and marks the guest for evacuation all the same.',
  releases: [
    { product: 'kubevirt', from: '1.7.0', to: '1.7.2' },
    { product: 'kubevirt', from: '1.8.0', to: '1.8.1' },
  ],
  source: 'kubevirt@621e571727, fixed by kubevirt@ed8e220022 (a missing return)',
  killedBy: 'kubevirt/life/denial-changes-nothing',
  choices: { deniesUnreadableEviction: false },
};
