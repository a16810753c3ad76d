import type { NovaQuirk } from './quirk.js';

/** Contexts that the operator keeps back for others are offered. */
export const reservedContextsIgnored: NovaQuirk = {
  name: 'reserved-contexts-ignored',
  sentence: 'Contexts that the operator keeps back for others are offered.',
  releases: [],
  source: 'an option nobody reads',
  killedBy: 'nova/report/reserved-as-configured',
  choices: { obeysReserved: false },
};
