/**
 * Checks: after a crash or a reboot of the host an active or paused server is SHUTOFF on the same host.
 * Does not check: servers that were rescued, or wait for a confirmation.
 * Source: Nova nova/compute/manager.py (_sync_instance_power_state; init_host with resume_guests_state_on_host_boot false)
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaHappenings } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/crash-is-noticed`. */
export const novaLifeCrashIsNoticed: Invariant = {
  requirement: 'nova/life/crash-is-noticed',
  judge(evidence, say) {
    for (const { event, before } of novaHappenings(evidence, 'stopped')) {
      if (event.happening.what !== 'stopped' || !['crash', 'host-reboot'].includes(event.happening.by)) continue;
      if (!['active', 'paused'].includes(stateOf(before)) || before?.task_state !== undefined) continue;
      const { status } = event.decision;
      const holds = status.status === 'SHUTOFF' && status.host === event.happening.host;
      say.check(holds, event, () => `${event.guest} died on ${event.happening.what}; ${novaDecision(event)}`);
    }
  },
};
