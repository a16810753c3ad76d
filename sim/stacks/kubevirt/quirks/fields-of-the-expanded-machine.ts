import type { Quirk } from './quirk.js';

/** What an instance type or a preference added is told of fields that the machine its user submitted does not have. */
export const fieldsOfTheExpandedMachine: Quirk = {
  name: 'fields-of-the-expanded-machine',
  sentence: 'What an instance type or a preference added is told of fields that the machine its user submitted does not have.',
  releases: [{ product: 'kubevirt', from: '0.56' }],
  source: 'KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go (Admit judges an expanded copy)',
  killedBy: 'kubevirt/admission/field-path-resolves',
  choices: { causesPointAtSubmittedFields: false },
};
