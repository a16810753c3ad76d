/**
 * Checks: the deletion of an encrypted server that runs is followed by the release of its key ID.
 * Does not check: ordinary servers.
 * Source: derived: zero after delete; Nova nova/compute/manager.py (_delete_instance)
 */

import type { Invariant } from '../../invariant.js';
import { novaHappenings } from '../../nova-guest-views.js';
import { firstOf, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/delete-gives-the-key-back`. */
export const novaLifeDeleteGivesTheKeyBack: Invariant = {
  requirement: 'nova/life/delete-gives-the-key-back',
  judge(evidence, say) {
    for (const happened of novaHappenings(evidence, 'deletion-asked')) {
      const { event, runs, asked } = happened;
      if (!runs || !asked.encrypted) continue;
      const released = firstOf(novaSequel(evidence, happened), 'release') !== undefined;
      if (!released && mayBeOvertaken(evidence)) continue;
      say.check(released, event, () => `${event.guest} ran and was deleted, but its key ID was not given back`);
    }
  },
};
