import type { NovaQuirk } from './quirk.js';

/** Providers do not say that they are Nova’s. */
export const providersUnmarked: NovaQuirk = {
  name: 'providers-unmarked',
  sentence: 'Providers do not say that they are Nova’s.',
  releases: [{ product: 'nova', to: '2026.1' }],
  source: 'nova `dc56671164`',
  killedBy: 'nova/report/providers-are-novas',
  choices: { marksOwnProviders: false },
};
