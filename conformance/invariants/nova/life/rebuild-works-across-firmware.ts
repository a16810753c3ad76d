/**
 * Checks: such a rebuild of an ordinary server is begun, and does not end in error at once.
 * Does not check: encrypted servers, which need UEFI.
 * Source: Nova 406d590a36, LP 1997352
 */

import { keepsVariables, withImage } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/rebuild-works-across-firmware`. */
export const novaLifeRebuildWorksAcrossFirmware: Invariant = {
  requirement: 'nova/life/rebuild-works-across-firmware',
  judge(evidence, say) {
    for (const { event, asked, askedAfter } of novaGranted(evidence, 'rebuild')) {
      if (!keepsVariables(asked) || askedAfter.uefi || event.decision.guest === undefined) continue;
      say.check(
        event.decision.status.status !== 'ERROR',
        event,
        () => `${event.guest} is rebuilt without UEFI; ${novaDecision(event)}`,
      );
    }
    for (const { event, asked, object, body } of novaGranted(evidence, 'rebuild')) {
      if (!keepsVariables(asked) || event.decision.guest !== undefined || withImage(object, body).uefi) continue;
      say.check(
        event.decision.status.status !== 'ERROR',
        event,
        () => `${event.guest} was to be rebuilt without UEFI; ${novaDecision(event)}`,
      );
    }
  },
};
