import type { Quirk } from './quirk.js';

/** Only TDX key IDs are counted; SEV, SEV-ES and SNP guests share a thousand devices that stand for nothing. */
export const noKeyAccountingForSev: Quirk = {
  name: 'no-key-accounting-for-sev',
  sentence: 'Only TDX key IDs are counted; SEV, SEV-ES and SNP guests share a thousand devices that stand for nothing.',
  releases: 'kubevirt up to 1.9',
  source: 'kubevirt v1.9 pkg/virt-handler/device-manager/device_controller.go; kubevirt pull request 17638',
  killedBy: 'kubevirt/scheduling/es-and-snp-take-one-esid',
  choices: { countedPools: ['tdx'] },
};
