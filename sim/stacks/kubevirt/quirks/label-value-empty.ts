import type { Quirk } from './quirk.js';

/** The SEV labels are written with an empty value while selectors ask for "true", so SEV guests fit nowhere. */
export const labelValueEmpty: Quirk = {
  name: 'label-value-empty',
  sentence: 'The SEV labels are written with an empty value while selectors ask for "true", so SEV guests fit nowhere.',
  releases: [{ product: 'kubevirt', from: '1.5.0', to: '1.5.2' }],
  source: 'kubevirt@a6aa061fd8, fixed by kubevirt@a7c70b7a9d (pull request 14941)',
  killedBy: 'kubevirt/labels/value-is-true',
  choices: { sevLabelValue: '' },
};
