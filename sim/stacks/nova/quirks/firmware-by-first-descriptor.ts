import type { NovaQuirk } from './quirk.js';

/** Firmware is the first that fits machine type and secure boot, whether or not the guest can boot from it. */
export const firmwareByFirstDescriptor: NovaQuirk = {
  name: 'firmware-by-first-descriptor',
  sentence: 'Firmware is the first that fits machine type and secure boot, whether or not the guest can boot from it.',
  releases: [{ product: 'nova', from: '2021.1', to: '2025.2' }],
  source: 'nova `5841095740`, bug 2122296; 32.0.0 `nova/virt/libvirt/host.py` (get_loader)',
  killedBy: 'nova/domain/firmware-suits',
  choices: { firmwareIsChosenBy: 'nova', pinsFirmware: false },
};
