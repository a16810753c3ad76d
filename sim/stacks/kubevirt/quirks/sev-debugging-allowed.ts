import type { Quirk } from './quirk.js';

/** The SEV policy leaves bit 0 clear, so that the host may read the guest's memory. */
export const sevDebuggingAllowed: Quirk = {
  name: 'sev-debugging-allowed',
  sentence: "The SEV policy leaves bit 0 clear, so that the host may read the guest's memory.",
  releases: [],
  source: 'a forgotten bit',
  killedBy: 'kubevirt/domain/debugging-is-off',
  choices: { sevPolicy: 0x0 },
};
