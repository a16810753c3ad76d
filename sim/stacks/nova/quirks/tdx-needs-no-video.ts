import type { NovaQuirk } from './quirk.js';

/** A TDX guest is refused unless its image does away with the video device. */
export const tdxNeedsNoVideo: NovaQuirk = {
  name: 'tdx-needs-no-video',
  sentence: 'A TDX guest is refused unless its image does away with the video device.',
  releases: [{ product: 'nova', from: '2026.2', to: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/hardware.py` (MemEncryptionConfigTDX.check_constraints), against the TDX specification',
  killedBy: 'nova/request/well-formed-is-accepted',
  choices: { refusesVideoForTdx: true },
};
