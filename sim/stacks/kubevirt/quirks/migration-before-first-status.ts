import type { Quirk } from './quirk.js';

/** A migration of a confidential guest is accepted as long as the node agent has not written its conditions. */
export const migrationBeforeFirstStatus: Quirk = {
  name: 'migration-before-first-status',
  sentence: 'A migration of a confidential guest is accepted as long as the node agent has not written its conditions.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/migration-create-admitter.go (isMigratable)',
  killedBy: 'kubevirt/life/migration-is-refused',
  choices: { refusesMigrationBeforeFirstStatus: false },
};
