import type { RunDecision } from '../../../contracts/subject.js';
import { denied, granted } from './decision.js';
import { encryptionRefusal, firstRefusal, stateRefusal } from './preconditions.js';
import type { Action } from './situation.js';
import { busy, type ServerStatus, settled } from './status.js';
import { variablesAfterPowerCycle } from './variables.js';

/** Off, but where it is: what it holds stays held. */
export function stop(action: Action): RunDecision {
  const { status, choices } = action;
  const refusal = stateRefusal(action, ['active', 'error']);
  if (refusal !== undefined) return refusal;
  return granted(settled(status, 'stopped', withoutPin(status)), choices.stopKeepsPlace ? 'power-off' : 'offload');
}

/** On again, which Nova does by a hard reboot. */
export function start(action: Action): RunDecision {
  return stateRefusal(action, ['stopped']) ?? granted(cycled(action, 'powering-on'), 'start');
}

/** Soft: the guest is asked to end, and then started. Hard: its domain is ended and defined anew. */
export function reboot(action: Action): RunDecision {
  const { status, body } = action;
  const type = typeof body.type === 'string' ? body.type.toUpperCase() : undefined;
  if (type !== 'SOFT' && type !== 'HARD')
    return denied(status, 400, "Invalid input for field/attribute type. 'SOFT' or 'HARD' is needed");
  const states = type === 'SOFT' ? (['active'] as const) : (['active', 'stopped', 'paused', 'suspended', 'error'] as const);
  const refusal = stateRefusal(action, states);
  return refusal ?? granted(cycled(action, 'reboot_started', 'active'), 'reboot');
}

/** Stops the guest's CPUs. */
export function pause(action: Action): RunDecision {
  return stateRefusal(action, ['active']) ?? granted(settled(action.status, 'paused'), 'pause');
}

/** Lets them go on. */
export function unpause(action: Action): RunDecision {
  return stateRefusal(action, ['paused']) ?? granted(settled(action.status, 'active'), 'resume');
}

/** Its memory is written to disk and its domain ends, which cannot be done with memory only the guest can read. */
export function suspend(action: Action): RunDecision {
  const encrypted = (): RunDecision | undefined => encryptionRefusal(action, 'suspend');
  const state = (): RunDecision | undefined => stateRefusal(action, ['active']);
  const refusal = action.choices.refusesBeforeState ? firstRefusal(encrypted, state) : firstRefusal(state, encrypted);
  return refusal ?? granted(settled(action.status, 'suspended'), 'power-off');
}

/** On again with the memory it had. */
export function resume(action: Action): RunDecision {
  return stateRefusal(action, ['suspended']) ?? granted(cycled(action, 'resuming', 'active'), 'start');
}

/** It starts again with the firmware it had, and its variables. */
function cycled(
  { status, choices, instance }: Action,
  task: 'powering-on' | 'reboot_started' | 'resuming',
  to: 'active' = 'active',
): ServerStatus {
  return busy(status, task, {
    old_vm_state: to,
    pinned: choices.pinsFirmware,
    nvram: variablesAfterPowerCycle(instance, choices),
  });
}

function withoutPin({ nvram }: ServerStatus): Partial<ServerStatus> {
  return nvram === undefined ? {} : { nvram };
}
