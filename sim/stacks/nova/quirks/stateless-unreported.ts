import type { NovaQuirk } from './quirk.js';

/** No host says that it has stateless firmware. */
export const statelessUnreported: NovaQuirk = {
  name: 'stateless-unreported',
  sentence: 'No host says that it has stateless firmware.',
  releases: [{ product: 'nova', to: '2024.1' }],
  source: 'nova `3169e7cebd`, which brought it',
  killedBy: 'nova/detection/stateless-when-supported',
  choices: { libvirtForStateless: undefined },
};
