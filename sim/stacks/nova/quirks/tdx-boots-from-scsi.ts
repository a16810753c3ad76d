import type { NovaQuirk } from './quirk.js';

/** A TDX guest may boot from a SCSI disk. */
export const tdxBootsFromScsi: NovaQuirk = {
  name: 'tdx-boots-from-scsi',
  sentence: 'A TDX guest may boot from a SCSI disk.',
  releases: [{ product: 'nova', from: '2026.2', to: '2026.2' }],
  source: 'the TDX specification of 2026.2, against nova 34.0.0 `nova/virt/hardware.py` (MemEncryptionConfigTDX)',
  killedBy: 'nova/request/tdx-without-scsi',
  choices: { refusesScsiForTdx: false },
};
