import type { NovaQuirk } from './quirk.js';

/** The variable store is a copy of the code of the firmware, and the guest ends while it boots. */
export const storeFilledWithCode: NovaQuirk = {
  name: 'store-filled-with-code',
  sentence: 'The variable store is a copy of the code of the firmware, and the guest ends while it boots.',
  releases: [{ product: 'nova', to: '2016.1' }],
  source: 'nova `647a022bac`, bug 1574558',
  killedBy: 'nova/domain/template-is-not-the-code',
  choices: { firmwareIsChosenBy: 'nova', nvramTemplateIs: 'code' },
};
