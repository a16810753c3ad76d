import type { Quirk } from './quirk.js';

/** The socket of the quote generation service is written under a name libvirt does not know. */
export const quoteGenerationSocketElement: Quirk = {
  name: 'quote-generation-socket-element',
  sentence: 'The socket of the quote generation service is written under a name libvirt does not know.',
  releases: [{ product: 'vep-80', note: 'domain sketch' }],
  source: 'kubevirt/enhancements veps/sig-compute/80-tdx-sev-snp/vep.md',
  killedBy: 'kubevirt/domain/tdx-names-quote-service',
  choices: { qgsElement: 'quoteGenerationSocket' },
};
