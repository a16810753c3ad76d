import type { NovaQuirk } from './quirk.js';

/** Launch security without a list of types ends the detection. */
export const missingTypesCrash: NovaQuirk = {
  name: 'missing-types-crash',
  sentence: 'Launch security without a list of types ends the detection.',
  releases: [{ product: 'nova', from: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (supports_amd_sev_snp), nova `nova/virt/libvirt/config.py`',
  killedBy: 'nova/report/sev-slots',
  choices: { toleratesMissingTypes: false },
};
