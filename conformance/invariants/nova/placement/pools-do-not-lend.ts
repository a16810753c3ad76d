/**
 * Checks: what is used of every other model's provider before a placement is what guests of that model hold.
 * Does not check: the model's own slots (every-slot-is-held-by-somebody).
 * Source: Nova specification "libvirt: AMD SEV-ES", "ASID专用于ES guest和非ES guest"
 */

import { contextsOf } from '../../../model/nova-holdings.js';
import type { Invariant } from '../../invariant.js';
import { modelProvidersOf, settledPlacements } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/pools-do-not-lend`. */
export const novaPlacementPoolsDoNotLend: Invariant = {
  requirement: 'nova/placement/pools-do-not-lend',
  judge(evidence, say) {
    for (const { event, hosts } of settledPlacements(evidence)) {
      for (const { shown, held } of hosts) {
        for (const { provider, protection } of modelProvidersOf(shown)) {
          if (protection === event.protection) continue;
          const [used, known] = [contextsOf(shown.used, provider.name), contextsOf(held, provider.name)];
          say.check(used === known, event, () => `${used} slots of ${provider.name} are used, but guests hold ${known}`);
        }
      }
    }
  },
};
