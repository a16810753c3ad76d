import type { NovaQuirk } from './quirk.js';

/** A negative number of guests, which libvirt prints where ranges of key IDs overlap, is reported and keeps the host from being updated at all. */
export const negativeGuestsReported: NovaQuirk = {
  name: 'negative-guests-reported',
  sentence:
    'A negative number of guests, which libvirt prints where ranges of key IDs overlap, is reported and keeps the host from being updated at all.',
  releases: [{ product: 'nova', from: '2024.1' }],
  source:
    'nova 34.0.0 `nova/virt/libvirt/driver.py` (_ensure_memory_encryption_providers); libvirt `src/qemu/qemu_capabilities.c`',
  killedBy: 'nova/detection/odd-answers-are-answers',
  choices: { negativeIsNone: false, supportNeedsUnits: false },
};
