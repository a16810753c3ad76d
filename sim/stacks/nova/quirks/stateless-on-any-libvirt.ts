import type { NovaQuirk } from './quirk.js';

/** Stateless firmware is claimed whatever the version of libvirt. */
export const statelessOnAnyLibvirt: NovaQuirk = {
  name: 'stateless-on-any-libvirt',
  sentence: 'Stateless firmware is claimed whatever the version of libvirt.',
  releases: [],
  source: 'a check of the version left out',
  killedBy: 'nova/detection/stateless-only-when-supported',
  choices: { libvirtForStateless: '0' },
};
