import type { NovaQuirk } from './quirk.js';

/** The refusal of a machine type says that SEV needs another, whatever model does. */
export const machineRefusalSaysSev: NovaQuirk = {
  name: 'machine-refusal-says-sev',
  sentence: 'The refusal of a machine type says that SEV needs another, whatever model does.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.1' }],
  source: 'nova 33.0.0 `nova/virt/hardware.py` (_check_mem_encryption_machine_type)',
  killedBy: 'nova/request/machine-type',
  choices: { refusalNamesModel: false },
};
