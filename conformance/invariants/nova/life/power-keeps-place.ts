/**
 * Checks: granted stop: next step power-off, SHUTOFF, the same host.
 * Does not check: what it holds.
 * Source: Nova nova/compute/api.py (stop); Nova api-ref servers-actions.inc
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/power-keeps-place`. */
export const novaLifePowerKeepsPlace: Invariant = {
  requirement: 'nova/life/power-keeps-place',
  judge(evidence, say) {
    for (const { event, host } of novaGranted(evidence, 'stop')) {
      const { next, status } = event.decision;
      const holds = next === 'power-off' && status.status === 'SHUTOFF' && (host === undefined || status.host === host);
      say.check(holds, event, () => `${event.guest} was stopped on ${host}; ${novaDecision(event)}`);
    }
  },
};
