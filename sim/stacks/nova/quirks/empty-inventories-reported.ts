import type { NovaQuirk } from './quirk.js';

/** A model without a unit is reported with a total of 0, which placement refuses together with all the rest. */
export const emptyInventoriesReported: NovaQuirk = {
  name: 'empty-inventories-reported',
  sentence: 'A model without a unit is reported with a total of 0, which placement refuses together with all the rest.',
  releases: [{ product: 'nova', to: '2020.2' }],
  source: 'nova `0b942dcaa5`, bugs 1901120 and 1906494',
  killedBy: 'nova/report/node-has-cpus-and-memory',
  choices: { reportsEmptyInventories: true },
};
