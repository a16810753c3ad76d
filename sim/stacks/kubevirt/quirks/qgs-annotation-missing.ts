import type { Quirk } from './quirk.js';

/** TDX guests are not told where the quote generation service listens. */
export const qgsAnnotationMissing: Quirk = {
  name: 'qgs-annotation-missing',
  sentence: 'TDX guests are not told where the quote generation service listens.',
  releases: [{ product: 'kubevirt', from: '1.7', to: '1.8' }],
  source: 'kubevirt@9285a3a770, which adds the annotation',
  killedBy: 'kubevirt/admission/tdx-gets-quote-service',
  choices: { annotatesQgsSocket: false },
};
