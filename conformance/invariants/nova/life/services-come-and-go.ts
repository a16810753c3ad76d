/**
 * Checks: the same vm_state, and no step but the cleaning up of an evacuation.
 * Does not check: reboots of the host.
 * Source: Nova nova/compute/manager.py (init_host); libvirt src/qemu/qemu_process.c (qemuProcessReconnect)
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/services-come-and-go`. */
export const novaLifeServicesComeAndGo: Invariant = {
  requirement: 'nova/life/services-come-and-go',
  judge(evidence, say) {
    for (const { event, before } of lookAtGuests(evidence).happenings) {
      if (!['agent-back', 'agent-silent', 'libvirtd-back'].includes(event.happening.what)) continue;
      const { next, status } = event.decision;
      const holds = stateOf(status) === stateOf(before) && (next === 'nothing' || next === 'confirm');
      say.check(holds, event, () => `${event.guest} was ${stateOf(before)} when ${event.happening.what}; ${novaDecision(event)}`);
    }
  },
};
