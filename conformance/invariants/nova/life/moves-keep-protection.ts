/**
 * Checks: image and encryption of the server are the same after a granted cold migration, live migration, evacuation, shelving or
 * unshelving; those of the image after a resize.
 * Does not check: rebuilds.
 * Source: Nova 665ba461f3, LP 1785318 (an evacuation without the image's properties); nova/conductor/tasks/migrate.py
 */

import { canonicalJson } from '../../../../sim/core/json.js';
import type { Invariant } from '../../invariant.js';
import { novaGranted } from '../../nova-life-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/moves-keep-protection`. */
export const novaLifeMovesKeepProtection: Invariant = {
  requirement: 'nova/life/moves-keep-protection',
  judge(evidence, say) {
    for (const { event, asked, askedAfter, action } of novaGranted(
      evidence,
      'migrate',
      'live-migrate',
      'evacuate',
      'shelve',
      'shelveOffload',
      'unshelve',
      'resize',
      'confirmResize',
    )) {
      const image = canonicalJson(asked.properties) === canonicalJson(askedAfter.properties);
      const flavor = action === 'resize' || canonicalJson(asked.extraSpecs) === canonicalJson(askedAfter.extraSpecs);
      say.check(
        image && flavor,
        event,
        () => `${action} of ${event.guest} changes ${image ? 'its flavor' : 'its image'}: ${quoted(askedAfter.properties)}`,
      );
    }
  },
};
