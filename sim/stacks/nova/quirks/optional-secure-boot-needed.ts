import type { NovaQuirk } from './quirk.js';

/** Guests that would like secure boot go only to hosts that have it. */
export const optionalSecureBootNeeded: NovaQuirk = {
  name: 'optional-secure-boot-needed',
  sentence: 'Guests that would like secure boot go only to hosts that have it.',
  releases: [],
  source: 'a policy read as a yes',
  killedBy: 'nova/placement/request-names-every-need',
  choices: { secureBootPolicies: ['required', 'optional'] },
};
