import type { Upgrader } from './upgrade.js';

/** Steps between formats of the run log, oldest first. The current format is the first one, so there are none. */
export const logUpgraders: readonly Upgrader[] = [];
