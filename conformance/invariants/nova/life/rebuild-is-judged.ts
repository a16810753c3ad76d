/**
 * Checks: a rebuild that breaks a rule is refused with 400 and the first rule's text.
 * Does not check: servers in the wrong state; servers that boot from a volume.
 * Source: Nova nova/compute/api.py (rebuild: _checks_for_create_and_rebuild)
 */

import { bootsFromVolume, withImage } from '../../../model/nova-actions.js';
import { novaRefusals, refusesFor } from '../../../model/nova-request.js';
import type { Invariant } from '../../invariant.js';
import { novaWanted } from '../../nova-guest-views.js';
import { isTimely, novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/rebuild-is-judged`. */
export const novaLifeRebuildIsJudged: Invariant = {
  requirement: 'nova/life/rebuild-is-judged',
  judge(evidence, say) {
    for (const requested of novaRequests(evidence, 'rebuild')) {
      const { event, object, body, answer } = requested;
      const [first] = novaRefusals(withImage(object, body));
      if (first === undefined || bootsFromVolume(object) || !isTimely(requested)) continue;
      const told = refusesFor({ ...first, type: undefined }, { type: '', field: '', message: answer.message ?? '' });
      say.check(
        !answer.allowed && answer.httpCode === 400 && told,
        event,
        () => `${event.guest} had to be refused ${novaWanted(first)}; ${novaDecision(event)}`,
      );
    }
  },
};
