import type { RunDecision } from '../../../contracts/subject.js';
import type { Instance } from '../instance.js';
import { decided } from './decision.js';
import { unrescued } from './rescue.js';
import type { Situation } from './situation.js';
import { type ServerStatus, settled } from './status.js';
import { variablesOf } from './variables.js';

/** A host was found. A server that is off stays off there, and has moved already. */
export function placed(situation: Situation, host: string): RunDecision {
  const { status, instance } = situation;
  const { host_status: _hostStatus, ...kept } = status;
  const there = { ...kept, host };
  const isMove = status.task_state === 'resize_migrating' || status.task_state === 'evacuating';
  if (!isMove || status.old_vm_state !== 'stopped') return decided(there, 'nothing');
  const now = status.task_state === 'evacuating' ? evacuated(there, 'stopped') : waiting(there);
  return decided(now, 'hold', { guest: newThere(instance) });
}

/** The server runs, and what was under way has come to its end. */
export function started(situation: Situation, host: string, isPaused: boolean): RunDecision {
  const { status, instance, choices } = situation;
  const running = { ...status, host, nvram: variablesOf(instance.image, choices) };
  const wasOff = status.old_vm_state === 'stopped';
  switch (status.task_state) {
    case 'resize_migrating':
      return decided(waiting(running), 'nothing', { guest: knownHere(instance) });
    case 'evacuating':
      return decided(evacuated(running, 'active'), 'nothing', { guest: knownHere(instance) });
    case 'migrating':
      return decided(settled(running, 'active'), 'confirm', { guest: knownHere(instance) });
    case 'rescuing':
      return decided(settled(running, 'rescued'), 'nothing');
    case 'rebuilding':
      return rebuilt(settled(running, wasOff ? 'stopped' : 'active'), instance, wasOff);
    case 'resize_reverting':
      return decided(settled(running, wasOff ? 'stopped' : 'active'), wasOff ? 'power-off' : 'nothing');
    case 'unrescuing':
      return decided(settled(running, 'active'), 'nothing', { guest: unrescued(instance) });
    default:
      return decided(settled(running, isPaused ? 'paused' : 'active'), 'nothing', forgotten(instance));
  }
}

/** A rebuild that asked for other contexts holds the new ones now, and the old ones go back; one that did not holds nothing else. */
function rebuilt(status: ServerStatus, instance: Instance, wasOff: boolean): RunDecision {
  const { rebuilt_here, stashed, host, ...guest } = knownHere(instance);
  if (rebuilt_here === true) {
    return decided(settled(status, 'active'), 'confirm', {
      guest: { ...guest, ...(stashed?.host !== undefined && { host: stashed.host }) },
    });
  }
  return decided(status, wasOff ? 'power-off' : 'nothing', {
    guest: { ...guest, ...(host !== undefined && { host }), ...(stashed && { stashed }) },
  });
}

/** It waits for its user to say that all is well. */
function waiting(status: ServerStatus): ServerStatus {
  return settled(status, 'resized', { old_vm_state: status.old_vm_state ?? 'active', pinned: false });
}

function evacuated(status: ServerStatus, vm_state: 'active' | 'stopped'): ServerStatus {
  const { moving_from } = status;
  return settled(status, vm_state, { pinned: false, ...(moving_from !== undefined && { evacuated_from: moving_from }) });
}

function newThere(instance: Instance): Instance {
  return { ...instance, new_domain: true };
}

/** Its domain is defined, so that the next start can go by it. */
function knownHere({ new_domain: _new, ...instance }: Instance): Instance {
  return instance;
}

function forgotten(instance: Instance): { readonly guest?: Instance } {
  return instance.new_domain === true ? { guest: knownHere(instance) } : {};
}
