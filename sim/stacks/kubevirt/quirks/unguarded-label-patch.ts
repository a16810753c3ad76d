import type { Quirk } from './quirk.js';

/** Labels are replaced without testing that they are still the ones that were read, so that edits of others get lost. */
export const unguardedLabelPatch: Quirk = {
  name: 'unguarded-label-patch',
  sentence: 'Labels are replaced without testing that they are still the ones that were read, so that edits of others get lost.',
  releases: [],
  source: 'a patch without its test',
  killedBy: 'kubevirt/labels/patch-is-guarded',
  choices: { testsBeforePatching: false },
};
