import type { Quirk } from './quirk.js';

/** A guest that asks for SEV, SNP or TDX on s390x is admitted, and runs with Secure Execution. */
export const s390xTakesAnyType: Quirk = {
  name: 's390x-takes-any-type',
  sentence: 'A guest that asks for SEV, SNP or TDX on s390x is admitted, and runs with Secure Execution.',
  releases: [{ product: 'kubevirt', from: '1.6' }],
  source: 'KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (validateLaunchSecurity)',
  killedBy: 'kubevirt/admission/supported-architecture',
  choices: { s390xTakesAnyType: true },
};
