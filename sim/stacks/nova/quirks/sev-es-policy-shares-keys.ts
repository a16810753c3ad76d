import type { NovaQuirk } from './quirk.js';

/** The policy of SEV-ES guests is 0x0035: their key may be shared with others. */
export const sevEsPolicySharesKeys: NovaQuirk = {
  name: 'sev-es-policy-shares-keys',
  sentence: 'The policy of SEV-ES guests is 0x0035: their key may be shared with others.',
  releases: [{ product: 'nova-main', from: '2025-08-28', to: '2025-08-29' }],
  source: 'nova `4f5a3f3c00`, put right by `87385d2411`',
  killedBy: 'nova/domain/sev-es-policy',
  choices: { sevEsPolicy: 0x35 },
};
