import type { KataQuirk } from './quirk.js';

/** TDX counts as on only where its parameter is Y without a line feed, which no kernel writes. */
export const tdxSwitchWithoutLineFeed: KataQuirk = {
  name: 'tdx-switch-without-line-feed',
  sentence: 'TDX counts as on only where its parameter is Y without a line feed, which no kernel writes.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/tdx-label-when-enabled',
  choices: { tdxSwitchIsOn: (text) => text === 'Y' },
};
