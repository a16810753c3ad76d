import type { NovaQuirk } from './quirk.js';

/** A TDX guest is accepted with firmware that has variables. */
export const tdxWithoutStateless: NovaQuirk = {
  name: 'tdx-without-stateless',
  sentence: 'A TDX guest is accepted with firmware that has variables.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/request/stateless-required',
  choices: (before) => ({ modelsNeedingStateless: before.modelsNeedingStateless.filter((model) => model !== 'intel-tdx') }),
};
