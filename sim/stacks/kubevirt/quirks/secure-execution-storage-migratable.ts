import type { Quirk } from './quirk.js';

/** The storage of IBM Secure Execution guests is said to be migratable. */
export const secureExecutionStorageMigratable: Quirk = {
  name: 'secure-execution-storage-migratable',
  sentence: 'The storage of IBM Secure Execution guests is said to be migratable.',
  releases: [{ product: 'kubevirt', from: '1.6' }],
  source: 'kubevirt v1.9 pkg/virt-handler/vm.go (calculateLiveStorageMigrationCondition)',
  killedBy: 'kubevirt/life/storage-not-live-migratable',
  needs: 'a Secure Execution guest on an s390x host',
  choices: { storageKnowsSecureExecution: false },
};
