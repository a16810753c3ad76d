import type { Quirk } from './quirk.js';

/** A patch is sent at every run, whether a label changed or not. */
export const patchWithoutChange: Quirk = {
  name: 'patch-without-change',
  sentence: 'A patch is sent at every run, whether a label changed or not.',
  releases: [],
  source: 'a patch without the comparison before it',
  killedBy: 'kubevirt/labels/no-patch-without-change',
  choices: { patchesUnchangedLabels: true },
};
