import type { NovaQuirk } from './quirk.js';

/** Every update raises the generation, so that others’ writes are refused for nothing. */
export const generationRaisedForNothing: NovaQuirk = {
  name: 'generation-raised-for-nothing',
  sentence: 'Every update raises the generation, so that others’ writes are refused for nothing.',
  releases: [],
  source: 'an update without comparing',
  killedBy: 'nova/report/unchanged-keeps-generation',
  choices: { raisesWithoutChange: true },
};
