/**
 * Checks: a resize that breaks a rule is refused with 400 and the first rule's text, or the one for all others.
 * Does not check: servers in the wrong state.
 * Source: Nova nova/compute/api.py (resize: _validate_flavor_image_nostatus); Nova nova/api/openstack/compute/servers.py (_resize)
 */

import { withFlavor } from '../../../model/nova-actions.js';
import { novaRefusals, refusesFor } from '../../../model/nova-request.js';
import type { Invariant } from '../../invariant.js';
import { novaWanted } from '../../nova-guest-views.js';
import { isTimely, novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/resize-is-judged`. */
export const novaLifeResizeIsJudged: Invariant = {
  requirement: 'nova/life/resize-is-judged',
  judge(evidence, say) {
    for (const requested of novaRequests(evidence, 'resize')) {
      const { event, object, body, answer, kept } = requested;
      if (body.flavor === undefined || kept !== undefined || !isTimely(requested)) continue;
      const [first] = novaRefusals(withFlavor(object, body));
      if (first === undefined) continue;
      const cause = { type: '', field: '', message: answer.message ?? '' };
      const told = refusesFor({ ...first, type: undefined }, cause) || answer.message === 'Invalid instance image.';
      say.check(
        !answer.allowed && answer.httpCode === 400 && told,
        event,
        () => `${event.guest} had to be refused ${novaWanted(first)}; ${novaDecision(event)}`,
      );
    }
  },
};
