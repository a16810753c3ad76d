import type { NovaQuirk } from './quirk.js';

/** The model of the image silently wins over that of the flavor. */
export const modelConflictUnnoticed: NovaQuirk = {
  name: 'model-conflict-unnoticed',
  sentence: 'The model of the image silently wins over that of the flavor.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/request/model-conflict',
  choices: { noticesModelConflict: false },
};
