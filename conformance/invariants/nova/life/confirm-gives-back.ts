/**
 * Checks: granted confirmation: next step confirm, ACTIVE or SHUTOFF.
 * Does not check: whether the other host hears of it.
 * Source: Nova nova/compute/api.py (confirm_resize); Nova nova/compute/manager.py (_confirm_resize)
 */

import { textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/confirm-gives-back`. */
export const novaLifeConfirmGivesBack: Invariant = {
  requirement: 'nova/life/confirm-gives-back',
  judge(evidence, say) {
    for (const { event, kept } of novaGranted(evidence, 'confirmResize')) {
      if (kept === undefined) continue;
      const { next, status } = event.decision;
      const holds = next === 'confirm' && ['ACTIVE', 'SHUTOFF'].includes(textOf(status.status) ?? '');
      say.check(holds, event, () => `${event.guest} moved from ${kept}; ${novaDecision(event)}`);
    }
  },
};
