/**
 * Checks: vm_state is known, and status is one of its words.
 * Does not check: what is under way.
 * Source: Nova nova/api/openstack/common.py (_STATE_MAP); nova/compute/vm_states.py
 */

import { textOf } from '../../../model/json-member.js';
import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/status-is-known`. */
export const novaLifeStatusIsKnown: Invariant = {
  requirement: 'nova/life/status-is-known',
  judge(evidence, say) {
    for (const { event } of lookAtGuests(evidence).happenings) {
      const { status } = event.decision;
      const words = wordsOf[stateOf(status)] ?? [];
      say.check(
        words.includes(textOf(status.status) ?? ''),
        event,
        () => `${event.guest} is shown as ${quoted(status.status)} in vm_state ${quoted(status.vm_state)}`,
      );
    }
  },
};

/** What may be shown of a state: its own word, and that of something under way. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  building: ['BUILD'],
  active: ['ACTIVE', 'REBOOT', 'HARD_REBOOT', 'REBUILD', 'RESIZE', 'REVERT_RESIZE', 'MIGRATING', 'PASSWORD'],
  stopped: ['SHUTOFF', 'REBOOT', 'HARD_REBOOT', 'REBUILD', 'RESIZE', 'REVERT_RESIZE', 'MIGRATING'],
  paused: ['PAUSED', 'HARD_REBOOT', 'MIGRATING'],
  suspended: ['SUSPENDED', 'HARD_REBOOT'],
  rescued: ['RESCUE'],
  resized: ['VERIFY_RESIZE', 'REVERT_RESIZE'],
  shelved: ['SHELVED'],
  shelved_offloaded: ['SHELVED_OFFLOADED'],
  error: ['ERROR', 'HARD_REBOOT', 'REBUILD', 'REVERT_RESIZE'],
  deleted: ['DELETED'],
  'soft-delete': ['SOFT_DELETED'],
};
