import type { Upgrader } from './upgrade.js';

/** Steps between formats of `report.json`, oldest first. The current format is the first one, so there are none. */
export const reportUpgraders: readonly Upgrader[] = [];
