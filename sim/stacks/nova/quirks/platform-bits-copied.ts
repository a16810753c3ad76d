import type { NovaQuirk } from './quirk.js';

/** The position of the encryption bit is copied into the document, from whatever libvirt said of one machine type. */
export const platformBitsCopied: NovaQuirk = {
  name: 'platform-bits-copied',
  sentence: 'The position of the encryption bit is copied into the document, from whatever libvirt said of one machine type.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.1' }],
  source: 'nova `52c0473adb`, which left it out',
  killedBy: 'nova/domain/platform-bits-are-left-to-libvirt',
  choices: { copiesPlatformBits: true },
};
