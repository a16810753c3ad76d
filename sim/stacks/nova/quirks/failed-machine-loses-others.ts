import type { NovaQuirk } from './quirk.js';

/** When libvirt cannot answer for one machine type, whatever it answered for others before is lost. */
export const failedMachineLosesOthers: NovaQuirk = {
  name: 'failed-machine-loses-others',
  sentence: 'When libvirt cannot answer for one machine type, whatever it answered for others before is lost.',
  releases: [{ product: 'nova', from: '2019.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (_add_to_domain_capabilities), over a set',
  killedBy: 'nova/report/serves-supported-guests',
  choices: { failedMachineLosesOthers: true },
};
