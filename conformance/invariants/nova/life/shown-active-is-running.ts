/**
 * Checks: ACTIVE and PAUSED run; SHUTOFF, SUSPENDED, SHELVED and SHELVED_OFFLOADED do not.
 * Does not check: servers in error or waiting for a confirmation; rescued ones, which stay that when they end with their host;
 * cases whose parts work side by side.
 * Source: Nova api-ref servers.inc, "status"; Nova nova/compute/manager.py (_sync_power_states)
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { mayBeOvertaken, quoted } from '../../views.js';

/** Judge of `nova/life/shown-active-is-running`. */
export const novaLifeShownActiveIsRunning: Invariant = {
  requirement: 'nova/life/shown-active-is-running',
  judge(evidence, say) {
    if (mayBeOvertaken(evidence)) return;
    for (const { name, running, status } of evidence.end.guests) {
      const wanted = runs[stateOf(status)];
      if (wanted === undefined || status.task_state !== undefined) continue;
      say.check(
        running === wanted,
        lookAtGuests(evidence).end,
        () => `${name} is shown as ${quoted(status.status)}, and its hypervisor runs it: ${running}`,
      );
    }
  },
};

const runs: Readonly<Record<string, boolean>> = {
  active: true,
  paused: true,
  stopped: false,
  suspended: false,
  shelved: false,
  shelved_offloaded: false,
};
