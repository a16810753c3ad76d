import type { NovaQuirk } from './quirk.js';

/** What an evacuated guest held of its host is held for ever. */
export const evacuatedSourceKept: NovaQuirk = {
  name: 'evacuated-source-kept',
  sentence: 'What an evacuated guest held of its host is held for ever.',
  releases: [{ product: 'nova', to: '2021.2' }],
  source: 'nova `e5a34fffdf`, bug 1829479',
  killedBy: 'nova/life/evacuated-source-is-freed',
  choices: { freesEvacuatedSource: false },
};
