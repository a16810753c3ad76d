import type { Quirk } from './quirk.js';

/** Templates of replica sets and pools are judged before they are defaulted, and refused for having no architecture. */
export const templatesAreNotDefaulted: Quirk = {
  name: 'templates-are-not-defaulted',
  sentence: 'Templates of replica sets and pools are judged before they are defaulted, and refused for having no architecture.',
  releases: [{ product: 'kubevirt', from: '1.7' }],
  source:
    'KubeVirt v1.9 pkg/virt-api/webhooks/mutating-webhook/mutators (none for replica sets), vmirs-admitter.go, vmpool-admitter.go',
  killedBy: 'kubevirt/admission/same-answer-in-every-form',
  choices: { undefaultedTemplates: ['replica-set', 'pool'] },
};
