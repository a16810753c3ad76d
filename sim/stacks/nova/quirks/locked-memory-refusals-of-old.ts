import type { NovaQuirk } from './quirk.js';

/** Mistakes about locked memory are forbidden, or errors of the server, instead of bad requests. */
export const lockedMemoryRefusalsOfOld: NovaQuirk = {
  name: 'locked-memory-refusals-of-old',
  sentence: 'Mistakes about locked memory are forbidden, or errors of the server, instead of bad requests.',
  releases: [{ product: 'nova', to: '2026.1' }],
  source:
    'nova 33.0.0 `nova/exception.py` (LockMemoryForbidden), `nova/api/openstack/compute/servers.py` (INVALID_FLAVOR_IMAGE_EXCEPTIONS)',
  killedBy: 'nova/request/mistakes-are-bad-requests',
  choices: { lockedMemoryMistakesAreExpected: false },
};
