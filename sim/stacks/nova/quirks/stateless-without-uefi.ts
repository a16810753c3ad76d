import type { NovaQuirk } from './quirk.js';

/** Stateless firmware is claimed by the version of libvirt alone, even where there is no UEFI. */
export const statelessWithoutUefi: NovaQuirk = {
  name: 'stateless-without-uefi',
  sentence: 'Stateless firmware is claimed by the version of libvirt alone, even where there is no UEFI.',
  releases: [{ product: 'nova', from: '2024.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/driver.py` (_update_host_specific_capabilities)',
  killedBy: 'nova/detection/stateless-only-when-supported',
  choices: { statelessNeedsUefi: false },
};
