import type { Quirk } from './quirk.js';

/** SEV guests get no memory for what encryption pins. */
export const sevWithoutOverhead: Quirk = {
  name: 'sev-without-overhead',
  sentence: 'SEV guests get no memory for what encryption pins.',
  releases: [],
  source: 'the state kubevirt v1.9 leaves TDX guests in',
  killedBy: 'kubevirt/scheduling/memory-overhead',
  choices: { sevOverheadBytes: 0 },
};
