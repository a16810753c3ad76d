import type { NovaQuirk } from './quirk.js';

/** One guest may take more of an inventory than max_unit. */
export const unitLimitsIgnored: NovaQuirk = {
  name: 'unit-limits-ignored',
  sentence: 'One guest may take more of an inventory than max_unit.',
  releases: [],
  source: 'a check left out',
  killedBy: 'nova/placement/amounts-obey-units',
  choices: { obeysUnits: false },
};
