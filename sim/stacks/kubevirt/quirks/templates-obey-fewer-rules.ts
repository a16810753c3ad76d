import type { Quirk } from './quirk.js';

/** Templates are not asked for their memory and for a known architecture: they are accepted, and their instances are not. */
export const templatesObeyFewerRules: Quirk = {
  name: 'templates-obey-fewer-rules',
  sentence:
    'Templates are not asked for their memory and for a known architecture: they are accepted, and their instances are not.',
  releases: [{ product: 'kubevirt', from: '1.6' }],
  source:
    'KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (Admit), vms-admitter.go, vmirs-admitter.go',
  killedBy: 'kubevirt/admission/same-answer-in-every-form',
  choices: { templatesObeyFewerRules: true },
};
