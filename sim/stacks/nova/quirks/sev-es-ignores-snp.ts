import type { NovaQuirk } from './quirk.js';

/** SEV-ES is offered beside SNP, out of the same pool, where firmware refuses it. */
export const sevEsIgnoresSnp: NovaQuirk = {
  name: 'sev-es-ignores-snp',
  sentence: 'SEV-ES is offered beside SNP, out of the same pool, where firmware refuses it.',
  releases: [{ product: 'nova', from: '2025.2', to: '2026.1' }],
  source: 'nova `7dd0d6106b`, bug 2157891',
  killedBy: 'nova/detection/es-yields-to-snp',
  choices: { esYieldsToSnp: 'never' },
};
