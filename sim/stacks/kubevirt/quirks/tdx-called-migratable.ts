import type { Quirk } from './quirk.js';

/** TDX guests are said to be migratable. */
export const tdxCalledMigratable: Quirk = {
  name: 'tdx-called-migratable',
  sentence: 'TDX guests are said to be migratable.',
  releases: [],
  source: 'a forgotten obstacle',
  killedBy: 'kubevirt/life/not-live-migratable',
  choices: { cannotMigrate: (kind) => kind !== 'TDX' },
};
