import type { Happening, RunDecision } from '../../contracts/subject.js';
import type { JsonObject } from '../../core/json.js';
import type { NovaChoices } from './choices.js';
import { instanceOf } from './instance.js';
import { decided } from './run/decision.js';
import { failed, unplaced } from './run/failures.js';
import { placed, started } from './run/progress.js';
import { requestAnswer } from './run/requests.js';
import type { Action, Situation } from './run/situation.js';
import { readStatus, settled, statusOf } from './run/status.js';
import { variablesAfterRemoval } from './run/variables.js';

/**
 * Stage `run`: the status of the server after something happened, what becomes of its firmware, and what is done next. Source: nova 34.0.0
 * `nova/compute/{api,manager}.py`, `nova/conductor/manager.py`.
 */
export function run(guest: JsonObject, happening: Happening, before: JsonObject, choices: NovaChoices): RunDecision {
  const situation: Situation = { instance: instanceOf(guest), status: readStatus(before), choices };
  const { status } = situation;
  switch (happening.what) {
    case 'admitted':
      return decided(statusOf({ vm_state: 'building' }), 'nothing');
    case 'not-placed':
      return unplaced(situation, happening.message);
    case 'placed':
      return placed(situation, happening.host);
    case 'kubelet-refused':
    case 'not-rendered':
      return failed(situation, happening.message);
    case 'started':
      return started(situation, happening.host, happening.paused);
    case 'not-started':
      return failed(situation, happening.error.message);
    case 'migration-asked':
      return requestAnswer(asked(situation, 'live-migrate'));
    case 'restart-asked':
      return requestAnswer(asked(situation, 'reboot', { type: 'HARD' }));
    case 'request':
      return requestAnswer(asked(situation, happening.request, happening.body));
    case 'eviction-asked':
    case 'libvirtd-back':
      return decided(status, 'nothing');
    case 'deletion-asked':
      return decided(settled({ ...status, nvram: variablesAfterRemoval(situation.instance, choices) }, 'deleted'), 'stop');
    case 'stopped':
      return ended(situation, happening.by);
    case 'agent-silent':
      return decided(status.host === happening.host ? { ...status, host_status: 'DOWN' } : status, 'nothing');
    case 'agent-back':
      return agentBack(situation, happening.host);
  }
}

function asked(situation: Situation, action: string, body: JsonObject = {}): Action {
  return { ...situation, action, body };
}

/**
 * Its domain ended by itself, or with its host. A server that ran is off then; one that waits for its user to confirm a move, or is rescued,
 * still is that. Source: nova `nova/compute/manager.py` (_sync_instance_power_state).
 */
function ended({ status, choices }: Situation, by: Extract<Happening, { what: 'stopped' }>['by']): RunDecision {
  if (status.vm_state === 'deleted' || (by === 'crash' && !choices.noticesCrash)) return decided(status, 'nothing');
  const goesOff = ['active', 'paused', 'suspended', 'building'].includes(status.vm_state);
  if (goesOff) return decided(settled(status, 'stopped'), 'nothing');
  return decided(status.vm_state === 'resized' ? { ...status, old_vm_state: 'stopped' } : status, 'nothing');
}

/** The service of a host is there again, and removes what was evacuated meanwhile. Source: nova `nova/compute/manager.py` (_destroy_evacuated_instances). */
function agentBack({ status, choices }: Situation, host: string): RunDecision {
  const { host_status, evacuated_from, ...kept } = status;
  const now = status.host === host ? kept : { ...kept, ...(host_status !== undefined && { host_status }) };
  if (evacuated_from !== host) return decided({ ...now, ...(evacuated_from !== undefined && { evacuated_from }) }, 'nothing');
  return choices.freesEvacuatedSource ? decided(now, 'confirm') : decided({ ...now, evacuated_from }, 'nothing');
}
