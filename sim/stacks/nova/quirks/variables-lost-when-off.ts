import type { NovaQuirk } from './quirk.js';

/** The variables of a guest's firmware are gone whenever it was off. */
export const variablesLostWhenOff: NovaQuirk = {
  name: 'variables-lost-when-off',
  sentence: "The variables of a guest's firmware are gone whenever it was off.",
  releases: [{ product: 'nova', to: '2025.2' }],
  source: 'nova `35b1945522`, bugs 1633447 and 2131730',
  killedBy: 'nova/life/power-keeps-variables',
  choices: { powerCycleKeepsNvram: false },
};
