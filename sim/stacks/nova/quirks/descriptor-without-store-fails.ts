import type { NovaQuirk } from './quirk.js';

/** One descriptor of firmware without variables makes all UEFI guests of a host fail. */
export const descriptorWithoutStoreFails: NovaQuirk = {
  name: 'descriptor-without-store-fails',
  sentence: 'One descriptor of firmware without variables makes all UEFI guests of a host fail.',
  releases: [{ product: 'nova', from: '2021.1', to: '2025.2' }],
  source: 'nova `d2188b9e6b`, bugs 2122288 and 2133416',
  killedBy: 'nova/domain/capable-host-renders',
  choices: { firmwareIsChosenBy: 'nova', passesOverOtherDescriptors: false },
};
