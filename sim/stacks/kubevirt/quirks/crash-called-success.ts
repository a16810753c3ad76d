import type { Quirk } from './quirk.js';

/** A guest whose hypervisor died is shown as Succeeded. */
export const crashCalledSuccess: Quirk = {
  name: 'crash-called-success',
  sentence: 'A guest whose hypervisor died is shown as Succeeded.',
  releases: [],
  source: 'every domain that is gone is taken for one that was shut down',
  killedBy: 'kubevirt/life/crashed-guest-has-failed',
  choices: { crashIsFailure: false },
};
