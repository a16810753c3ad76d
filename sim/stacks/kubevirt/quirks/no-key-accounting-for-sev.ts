import type { Quirk } from './quirk.js';

/** Only TDX key IDs are counted; SEV, SEV-ES and SNP guests share a thousand devices that stand for nothing. */
export const noKeyAccountingForSev: Quirk = {
  name: 'no-key-accounting-for-sev',
  sentence: 'Only TDX key IDs are counted; SEV, SEV-ES and SNP guests share a thousand devices that stand for nothing.',
  releases: [{ product: 'kubevirt', from: '0.49' }],
  source: 'kubevirt v1.9 pkg/virt-handler/device-manager/device_controller.go; kubevirt pull request 17638',
  killedBy: 'kubevirt/scheduling/es-and-snp-take-one-esid',
  choices: ({ countedPools }) => ({ countedPools: countedPools.filter((pool) => pool === 'tdx') }),
};
