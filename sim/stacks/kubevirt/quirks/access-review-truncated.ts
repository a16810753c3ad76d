import type { Quirk } from './quirk.js';

/** Access to any SEV subresource is reviewed as access to "sev", so whoever may read may also set up sessions and inject secrets. */
export const accessReviewTruncated: Quirk = {
  name: 'access-review-truncated',
  sentence:
    'Access to any SEV subresource is reviewed as access to "sev", so whoever may read may also set up sessions and inject secrets.',
  releases: [
    { product: 'kubevirt', from: '1.1', to: '1.6.5' },
    { product: 'kubevirt', from: '1.7.0', to: '1.7.3' },
    { product: 'kubevirt', from: '1.8.0', to: '1.8.2' },
  ],
  source: 'fixed by kubevirt@f741aa88a8',
  killedBy: 'kubevirt/attestation/access-review-names-subresource',
  choices: { reviewsWholeSubresource: false },
};
