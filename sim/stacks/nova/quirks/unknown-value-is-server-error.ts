import type { NovaQuirk } from './quirk.js';

/** A model or a secure-boot policy that does not exist ends in an error of the server. */
export const unknownValueIsServerError: NovaQuirk = {
  name: 'unknown-value-is-server-error',
  sentence: 'A model or a secure-boot policy that does not exist ends in an error of the server.',
  releases: [{ product: 'nova', from: '2020.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/api/openstack/compute/servers.py` (INVALID_FLAVOR_IMAGE_EXCEPTIONS has no Invalid)',
  killedBy: 'nova/request/mistakes-are-bad-requests',
  choices: { codeOfUnknownValue: 500 },
};
