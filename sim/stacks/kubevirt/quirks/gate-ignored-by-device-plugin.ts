import type { Quirk } from './quirk.js';

/** SEV and TDX devices are offered although their feature gates are closed. */
export const gateIgnoredByDevicePlugin: Quirk = {
  name: 'gate-ignored-by-device-plugin',
  sentence: 'SEV and TDX devices are offered although their feature gates are closed.',
  releases: [{ product: 'kubevirt', from: '0.49', to: '0.55' }],
  source: 'kubevirt@02a11d071d',
  killedBy: 'kubevirt/resources/closed-gate-offers-nothing',
  choices: { devicePluginsObeyGates: false },
};
