import type { RunDecision } from '../../../contracts/subject.js';
import type { Instance } from '../instance.js';
import { decided } from './decision.js';
import { unrescued } from './rescue.js';
import type { Situation } from './situation.js';
import { faulty, type ServerStatus } from './status.js';

/**
 * No host was found. A new server is in error, and nobody looks again; one that was to move stays as it was. Source: nova
 * `nova/conductor/manager.py` (_bury_in_cell0, migrate_server).
 */
export function unplaced({ status }: Situation, message: string): RunDecision {
  const before = status.old_vm_state;
  switch (status.task_state) {
    case undefined:
      return decided(faulty(status, 'error', message), 'give-up');
    case 'spawning':
      return decided(faulty(status, before ?? 'shelved_offloaded', message), 'give-up');
    default:
      return decided(faulty(status, before ?? 'active', message), 'nothing');
  }
}

/**
 * Its domain could not be written or started. A new server is in error, and holds nothing; one that was to move goes back; any other is in
 * error where it is, until somebody reboots it. Source: nova `nova/compute/manager.py`.
 */
export function failed(situation: Situation, message: string): RunDecision {
  const { status, instance, choices } = situation;
  switch (status.task_state) {
    case 'resize_migrating':
    case 'migrating':
      if (choices.failedMoveGivesBack) return decided(goingBack(status, message), 'revert');
      return decided(faulty(status, 'error', message), 'hold');
    case 'spawning':
      if (status.old_vm_state === 'shelved') return decided(faulty(status, 'shelved', message), 'hold');
      return decided(faulty(gone(status), 'error', message), 'give-up');
    case 'evacuating':
      return decided(faulty(gone(status), 'error', message), 'give-up');
    case 'powering-on':
      return decided(faulty(status, 'stopped', message), 'hold');
    case 'rescuing':
      return decided(faulty(status, 'error', message), 'hold', { guest: unrescued(instance) });
    case 'rebuilding':
      return failedRebuild(situation, message);
    case undefined:
      if (!choices.failedBuildIsError) return decided(faulty(status, 'building', message), 'try-again');
      return decided(faulty(gone(status), 'error', message), 'give-up');
    default:
      return decided(faulty(status, 'error', message), 'hold');
  }
}

/** What a rebuild took for another protection goes back with the image that asked for it. */
function failedRebuild({ status, instance }: Situation, message: string): RunDecision {
  if (instance.rebuilt_here === true) return decided(goingBack(status, message), 'revert');
  return decided(faulty(status, 'error', message), 'hold', { guest: settledHere(instance) });
}

function goingBack(status: ServerStatus, message: string): ServerStatus {
  const { old_vm_state = 'active' } = status;
  return {
    ...faulty(status, status.vm_state, message),
    task_state: 'resize_reverting',
    old_vm_state,
    ...(status.moving_from !== undefined && { host: status.moving_from }),
  };
}

function gone({ host: _host, ...status }: ServerStatus): ServerStatus {
  return status;
}

function settledHere({ new_domain: _new, ...instance }: Instance): Instance {
  return instance;
}
