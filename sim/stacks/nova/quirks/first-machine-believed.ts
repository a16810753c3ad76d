import type { NovaQuirk } from './quirk.js';

/** Counts come from the first machine type that has any, although encrypted guests need q35. */
export const firstMachineBelieved: NovaQuirk = {
  name: 'first-machine-believed',
  sentence: 'Counts come from the first machine type that has any, although encrypted guests need q35.',
  releases: [{ product: 'nova', from: '2019.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (supports_amd_sev)',
  killedBy: 'nova/report/sev-slots',
  choices: { believes: 'first' },
};
