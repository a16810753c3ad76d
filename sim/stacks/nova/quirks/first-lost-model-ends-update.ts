import type { NovaQuirk } from './quirk.js';

/** Of several models that are gone only the first loses its provider. */
export const firstLostModelEndsUpdate: NovaQuirk = {
  name: 'first-lost-model-ends-update',
  sentence: 'Of several models that are gone only the first loses its provider.',
  releases: [],
  source: 'nova `87385d2411`, before 2025.2 was released',
  killedBy: 'nova/detection/restart-looks-again',
  choices: { stopsAtFirstEmptyModel: true },
};
