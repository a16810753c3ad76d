import type { Quirk } from './quirk.js';

/** TDX guests are scheduled by label alone, however few key IDs the node has. */
export const noKeyAccountingForTdx: Quirk = {
  name: 'no-key-accounting-for-tdx',
  sentence: 'TDX guests are scheduled by label alone, however few key IDs the node has.',
  releases: [{ product: 'kubevirt', from: '1.7', to: '1.8' }],
  source: 'kubevirt@18afe9a35f, the first to count them',
  killedBy: 'kubevirt/scheduling/tdx-takes-one-key',
  choices: ({ countedPools }) => ({ countedPools: countedPools.filter((pool) => pool !== 'tdx') }),
};
