/**
 * Checks: after a granted stop, start or reboot of a UEFI server with variables they are not shown as removed.
 * Does not check: rebuilt servers, which begin anew.
 * Source: Nova 35b1945522; LP 1633447, LP 2131730
 */

import { keepsVariables } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/power-keeps-variables`. */
export const novaLifePowerKeepsVariables: Invariant = {
  requirement: 'nova/life/power-keeps-variables',
  judge(evidence, say) {
    for (const { event, asked, hasRun, before } of novaGranted(evidence, 'stop', 'start', 'reboot', 'resume', 'shelve')) {
      if (!hasRun || !keepsVariables(asked) || before?.nvram === 'removed') continue;
      say.check(
        event.decision.status.nvram !== 'removed',
        event,
        () => `${event.guest} lost its variables; ${novaDecision(event)}`,
      );
    }
  },
};
