import type { NovaQuirk } from './quirk.js';

/** A detection that failed counts as no the next time, and takes away what the host offered. */
export const failedDetectionSticks: NovaQuirk = {
  name: 'failed-detection-sticks',
  sentence: 'A detection that failed counts as no the next time, and takes away what the host offered.',
  releases: [{ product: 'nova', from: '2019.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (supports_amd_sev), which writes the answer down before it looks',
  killedBy: 'nova/detection/what-could-not-be-read-is-read-later',
  choices: { retriesDetection: false },
};
