import type { NovaQuirk } from './quirk.js';

/** A rebuild with an image without UEFI fails over the variables the guest still has. */
export const variablesByNewImage: NovaQuirk = {
  name: 'variables-by-new-image',
  sentence: 'A rebuild with an image without UEFI fails over the variables the guest still has.',
  releases: [{ product: 'nova', to: '2023.2' }],
  source: 'nova `406d590a36`, bug 1997352',
  killedBy: 'nova/life/rebuild-works-across-firmware',
  choices: { nvramIsOf: 'new-image' },
};
