import type { NovaQuirk } from './quirk.js';

/** A guest that cannot be started is tried again and again. */
export const failedBuildTriedForEver: NovaQuirk = {
  name: 'failed-build-tried-for-ever',
  sentence: 'A guest that cannot be started is tried again and again.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/failed-build-is-an-error',
  choices: { failedBuildIsError: false },
};
