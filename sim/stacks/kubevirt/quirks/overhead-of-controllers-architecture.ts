import type { Quirk } from './quirk.js';

/** A guest's memory overhead is that of the architecture the control plane runs on. */
export const overheadOfControllersArchitecture: Quirk = {
  name: 'overhead-of-controllers-architecture',
  sentence: "A guest's memory overhead is that of the architecture the control plane runs on.",
  releases: [{ product: 'kubevirt', to: '1.1' }],
  source: 'fixed by kubevirt@4e0616386d',
  killedBy: 'kubevirt/scheduling/memory-overhead',
  choices: { overheadKnowsGuestArchitecture: false },
};
