import type { NovaQuirk } from './quirk.js';

/** The policy of SEV guests is 0x0037, as the example of the first specification has it, which makes them SEV-ES. */
export const sevPolicyOfTheExample: NovaQuirk = {
  name: 'sev-policy-of-the-example',
  sentence: 'The policy of SEV guests is 0x0037, as the example of the first specification has it, which makes them SEV-ES.',
  releases: [{ product: 'train-spec', note: 'example' }],
  source: 'nova-specs `specs/train/implemented/amd-sev-libvirt-support.rst`',
  killedBy: 'nova/domain/sev-policy',
  choices: { sevPolicy: 0x37 },
};
