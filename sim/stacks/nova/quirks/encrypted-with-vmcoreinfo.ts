import type { NovaQuirk } from './quirk.js';

/** Encrypted guests have the device by which a dump of their memory is described. */
export const encryptedWithVmcoreinfo: NovaQuirk = {
  name: 'encrypted-with-vmcoreinfo',
  sentence: 'Encrypted guests have the device by which a dump of their memory is described.',
  releases: [{ product: 'nova', from: '2019.2', to: '2025.1' }],
  source: 'bug 2117170; nova 31.0.0 `nova/virt/libvirt/driver.py` (_set_features)',
  killedBy: 'nova/domain/no-memory-dump-for-encrypted',
  choices: { encryptedHaveNoVmcoreinfo: false },
};
