import type { KataQuirk } from './quirk.js';

/** The socket of the quote generation service is not looked for. */
export const quoteServiceAlwaysAtVsock: KataQuirk = {
  name: 'quote-service-always-at-vsock',
  sentence: 'The socket of the quote generation service is not looked for.',
  releases: [{ product: 'kata', to: '3.20' }],
  source: 'kata-containers before getQgsSocketAddress looked for the socket',
  killedBy: 'kata/command-line/quote-service-of-the-host',
  choices: { quoteServiceIs: 'always-vsock' },
};
