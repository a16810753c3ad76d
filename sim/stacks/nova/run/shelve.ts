import type { RunDecision } from '../../../contracts/subject.js';
import { granted } from './decision.js';
import { stateRefusal } from './preconditions.js';
import type { Action } from './situation.js';
import { busy, settled } from './status.js';
import { variablesAfterRemoval } from './variables.js';

/** Off, with a snapshot of its disk; it keeps its place until it is offloaded. */
export function shelve(action: Action): RunDecision {
  const refusal = stateRefusal(action, ['active', 'stopped', 'paused', 'suspended']);
  return refusal ?? granted(settled(action.status, 'shelved'), 'power-off');
}

/** Nothing of it is left on its host, and nothing is held for it. */
export function shelveOffload(action: Action): RunDecision {
  const { status, instance, choices } = action;
  const refusal = stateRefusal(action, ['shelved']);
  if (refusal !== undefined) return refusal;
  const { host: _host, host_status: _hostStatus, pinned: _pinned, ...kept } = status;
  const nvram = variablesAfterRemoval(instance, choices);
  const guest = { ...instance, new_domain: true } as const;
  return granted(settled({ ...kept, nvram }, 'shelved_offloaded'), choices.offloadGivesBack ? 'offload' : 'power-off', { guest });
}

/** It comes back where it was, or on any host once it was offloaded. */
export function unshelve(action: Action): RunDecision {
  const { status } = action;
  const refusal = stateRefusal(action, ['shelved', 'shelved_offloaded']);
  if (refusal !== undefined) return refusal;
  const offloaded = status.vm_state === 'shelved_offloaded';
  const along = offloaded ? { pinned: false } : { pinned: action.choices.pinsFirmware };
  return granted(busy(status, 'spawning', along), offloaded && action.choices.offloadGivesBack ? 'unshelve' : 'start');
}
