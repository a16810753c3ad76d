import type { JsonObject } from '../../../core/json.js';

/** A stable state of a server. Source: nova `nova/compute/vm_states.py`. */
export type VmState =
  | 'building'
  | 'active'
  | 'stopped'
  | 'paused'
  | 'suspended'
  | 'rescued'
  | 'resized'
  | 'shelved'
  | 'shelved_offloaded'
  | 'error'
  | 'deleted';

/** Something that is under way, and ends when the guest runs again, or does not. */
export type Task =
  | 'powering-on'
  | 'reboot_started'
  | 'rebuilding'
  | 'rescuing'
  | 'unrescuing'
  | 'resuming'
  | 'resize_migrating'
  | 'resize_reverting'
  | 'migrating'
  | 'evacuating'
  | 'spawning';

/** What the user sees of a server, as far as this matters. */
export interface ServerStatus {
  /** As the API calls it: `ACTIVE`, `SHUTOFF`, `VERIFY_RESIZE` … */
  readonly status: string;
  readonly vm_state: VmState;
  readonly task_state?: Task;
  readonly host?: string;
  /** The compute service of its host does not answer. */
  readonly host_status?: 'DOWN';
  readonly fault?: { readonly code: number; readonly message: string };
  /** Variables of its firmware: there, thrown away, or none to have. */
  readonly nvram?: 'kept' | 'removed' | 'none';
  /** It was started again with the firmware it had. */
  readonly pinned?: boolean;
  /** What it was before what is under way, or before a move that is not confirmed. */
  readonly old_vm_state?: VmState;
  /** Host it was evacuated from, where it still holds what it held. */
  readonly evacuated_from?: string;
  /** Where to go back to, should a live migration or an evacuation fail. */
  readonly moving_from?: string;
}

/** A status whose word is that of its state. Source: nova `nova/api/openstack/common.py` (_STATE_MAP). */
export function statusOf(fields: Omit<ServerStatus, 'status'>): ServerStatus {
  return { status: word(fields), ...fields };
}

/** The status before anything has happened reads as one that is building. */
export function readStatus(before: JsonObject): ServerStatus {
  return before.vm_state === undefined ? statusOf({ vm_state: 'building' }) : (before as unknown as ServerStatus);
}

/** The same guest in another state, with nothing under way and nothing wrong. */
export function settled(before: ServerStatus, vm_state: VmState, more: Partial<ServerStatus> = {}): ServerStatus {
  const { status: _status, task_state: _task, old_vm_state: _old, moving_from: _from, fault: _fault, ...kept } = before;
  return statusOf({ ...kept, vm_state, ...more });
}

/** The same guest while something is under way that it comes back from to its present state. */
export function busy(before: ServerStatus, task_state: Task, more: Partial<ServerStatus> = {}): ServerStatus {
  const { status: _status, fault: _fault, ...kept } = before;
  return statusOf({ old_vm_state: before.vm_state, ...kept, task_state, ...more });
}

/** Something went wrong with it. */
export function faulty(before: ServerStatus, vm_state: VmState, message: string): ServerStatus {
  return settled(before, vm_state, { fault: { code: 500, message } });
}

function word({ vm_state, task_state }: Omit<ServerStatus, 'status'>): string {
  if (task_state !== undefined) return taskWords[task_state] ?? words[vm_state];
  return words[vm_state];
}

const words: Readonly<Record<VmState, string>> = {
  building: 'BUILD',
  active: 'ACTIVE',
  stopped: 'SHUTOFF',
  paused: 'PAUSED',
  suspended: 'SUSPENDED',
  rescued: 'RESCUE',
  resized: 'VERIFY_RESIZE',
  shelved: 'SHELVED',
  shelved_offloaded: 'SHELVED_OFFLOADED',
  error: 'ERROR',
  deleted: 'DELETED',
};

/** Only what is under way for so long that users see it. */
const taskWords: Readonly<Partial<Record<Task, string>>> = {
  reboot_started: 'HARD_REBOOT',
  rebuilding: 'REBUILD',
  evacuating: 'REBUILD',
  resize_migrating: 'RESIZE',
  resize_reverting: 'REVERT_RESIZE',
  migrating: 'MIGRATING',
};
