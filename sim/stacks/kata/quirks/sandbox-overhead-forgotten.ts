import type { KataQuirk } from './quirk.js';

/** RuntimeClasses of protected pods name the overhead of ordinary ones. */
export const sandboxOverheadForgotten: KataQuirk = {
  name: 'sandbox-overhead-forgotten',
  sentence: 'RuntimeClasses of protected pods name the overhead of ordinary ones.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/overhead-memory',
  choices: ({ sandboxOverhead }) => ({
    sandboxOverhead: { ...sandboxOverhead, 'qemu-snp': sandboxOverhead.qemu, 'qemu-tdx': sandboxOverhead.qemu },
  }),
};
