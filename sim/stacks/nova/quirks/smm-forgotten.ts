import type { NovaQuirk } from './quirk.js';

/** Firmware that needs system management mode is started without it. */
export const smmForgotten: NovaQuirk = {
  name: 'smm-forgotten',
  sentence: 'Firmware that needs system management mode is started without it.',
  releases: [{ product: 'nova', from: '2021.1', to: '2021.2' }],
  source: 'nova `6ad7890100`, bug 1958636',
  killedBy: 'nova/domain/smm-where-firmware-needs-it',
  choices: { firmwareIsChosenBy: 'nova', obeysRequiresSmm: false },
};
