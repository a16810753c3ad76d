import type { KataQuirk } from './quirk.js';

/** TDX counts as on where its parameter is no Y and a line feed. */
export const tdxSwitchMayBeOne: KataQuirk = {
  name: 'tdx-switch-may-be-one',
  sentence: 'TDX counts as on where its parameter is no Y and a line feed.',
  releases: [],
  source: 'synthetic; Kata’s own look at the host takes any text that begins with Y',
  killedBy: 'kata/labels/tdx-label-only-when-enabled',
  choices: { tdxSwitchIsOn: (text) => /^[1Y]/.test(text) },
};
