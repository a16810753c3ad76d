import type { RunDecision } from '../../../contracts/subject.js';
import { type Instance, imageOf } from '../instance.js';
import { denied, granted } from './decision.js';
import { stateRefusal } from './preconditions.js';
import type { Action } from './situation.js';
import { busy } from './status.js';

/** The guest boots a rescue image, its own disk beside it. Source: nova 34.0.0 `nova/compute/api.py` (rescue). */
export function rescue(action: Action): RunDecision {
  const { status, instance, body } = action;
  const refusal = stateRefusal(action, ['active', 'stopped', 'error']);
  if (refusal !== undefined) return refusal;
  const stable = body.stable === true;
  if (instance.boot_from_volume === true && !stable) {
    return denied(status, 400, `Instance ${instance.uuid} cannot be rescued: Cannot rescue a volume-backed instance`);
  }
  const image = body.image === undefined ? instance.image : imageOf(body.image);
  return granted(busy(status, 'rescuing'), 'reboot', { guest: { ...instance, rescue: { image, stable } } }, 200);
}

/** It boots its own disk again, as it was described before. */
export function unrescue(action: Action): RunDecision {
  const refusal = stateRefusal(action, ['rescued']);
  return (
    refusal ??
    granted(busy(action.status, 'unrescuing', { old_vm_state: 'active' }), 'reboot', { guest: unrescued(action.instance) })
  );
}

/** The guest without its rescue image. */
export function unrescued({ rescue: _rescue, ...instance }: Instance): Instance {
  return instance;
}
