import type { NovaQuirk } from './quirk.js';

/** The refusal of a server that boots from a volume fails over the name of an image it has not. */
export const imageNameUnguarded: NovaQuirk = {
  name: 'image-name-unguarded',
  sentence: 'The refusal of a server that boots from a volume fails over the name of an image it has not.',
  releases: [{ product: 'nova', from: '2019.2', to: '2022.2' }],
  source: 'nova `54faea0196`, bug 2006952',
  killedBy: 'nova/request/volume-boot-is-told-as-well',
  choices: { copesWithoutImageName: false },
};
