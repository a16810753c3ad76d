import type { KataQuirk } from './quirk.js';

/** Somebody who asks for a pod to be migrated is obeyed. */
export const podsMigrate: KataQuirk = {
  name: 'pods-migrate',
  sentence: 'Somebody who asks for a pod to be migrated is obeyed.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/life/pods-do-not-move',
  choices: { migratesPods: true },
};
