import type { RunDecision } from '../../../contracts/subject.js';
import { requestedEncryption } from '../request/encryption.js';
import { denied } from './decision.js';
import type { Action, Situation } from './situation.js';
import type { VmState } from './status.js';

/**
 * Why an action cannot be done with a guest now: it is not in a state for it, something else is under way, or no host has it. Source: nova
 * 34.0.0 `nova/compute/api.py` (check_instance_state, check_instance_host), `nova/api/openstack/common.py`.
 */
export function stateRefusal({ status, instance, action }: Action, states: readonly VmState[]): RunDecision | undefined {
  const { vm_state, task_state, host } = status;
  const name = conflictNames[action] ?? action;
  const cannot = (attribute: string, state: string): RunDecision =>
    denied(status, 409, `Cannot '${name}' instance ${instance.uuid} while it is in ${attribute} ${state}`);
  if (!states.includes(vm_state)) return cannot('vm_state', vm_state);
  if (task_state !== undefined) return cannot('task_state', task_state);
  const isPlaced = host !== undefined || vm_state === 'shelved_offloaded';
  return isPlaced ? undefined : denied(status, 409, `Instance ${instance.uuid} is not ready`);
}

/** The API's own words for what was asked. */
const conflictNames: Readonly<Record<string, string>> = {
  'live-migrate': 'os-migrateLive',
  resize: 'resize',
  migrate: 'migrate',
};

/**
 * What encrypted guests cannot do, because their memory cannot be read by anybody else. Source: nova 34.0.0 `nova/compute/api.py`
 * (reject_mem_enc_instances).
 */
export function encryptionRefusal(situation: Action, operation: 'suspend' | 'live-migration'): RunDecision | undefined {
  const { instance, status, choices } = situation;
  if (!isEncrypted(situation) || !choices.refusedOfEncrypted.includes(operation)) return undefined;
  const message = `Operation '${operation}' not supported for ${choices.encryptedAreCalled} instance (${instance.uuid}).`;
  return denied(status, choices.codeOfEncryptedRefusal, message);
}

/** Is the guest's memory to be encrypted, by what is kept of its flavor and image? */
export function isEncrypted({ instance, choices }: Situation): boolean {
  const model = requestedEncryption(instance, undefined, choices);
  return model.ok && model.value !== undefined;
}

/** The first refusal of several rules, each asked only where those before it agree. */
export function firstRefusal(...rules: readonly (() => RunDecision | undefined)[]): RunDecision | undefined {
  for (const rule of rules) {
    const refusal = rule();
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
