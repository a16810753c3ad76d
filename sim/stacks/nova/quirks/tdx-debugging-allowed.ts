import type { NovaQuirk } from './quirk.js';

/** The attributes of TDX guests let their host debug them. */
export const tdxDebuggingAllowed: NovaQuirk = {
  name: 'tdx-debugging-allowed',
  sentence: 'The attributes of TDX guests let their host debug them.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/tdx-policy',
  choices: { tdxPolicy: 0x10000001 },
};
