import type { RunDecision } from '../../../contracts/subject.js';
import { canonicalJson } from '../../../core/json.js';
import { flavorOf, type Instance } from '../instance.js';
import { requestProblem } from '../request/judge.js';
import { denied, granted } from './decision.js';
import { encryptionRefusal, firstRefusal, isEncrypted, stateRefusal } from './preconditions.js';
import type { Action } from './situation.js';
import { busy, faulty, settled } from './status.js';

/** Another flavor, on another host; what it held is held until its user confirms. */
export function resize(action: Action): RunDecision {
  const { status, instance, choices, body } = action;
  const refusal = stateRefusal(action, ['active', 'stopped']) ?? pendingRefusal(action);
  if (refusal !== undefined) return refusal;
  if (body.flavor === undefined)
    return denied(status, 400, "Invalid input for field/attribute resize. 'flavorRef' is a required property");
  const flavor = flavorOf(body.flavor);
  if (canonicalJson(flavor) === canonicalJson(instance.flavor))
    return denied(status, 400, 'When resizing, instances must change flavor!');
  const problem = choices.resizeIsJudged ? requestProblem({ flavor, image: instance.image }, choices) : undefined;
  if (problem !== undefined) return denied(status, 400, problem.type === 'Invalid' ? 'Invalid instance image.' : problem.message);
  return relocation(action, { ...instance, flavor });
}

/** The same guest on another host. Nothing about it is checked anew. */
export function migrate(action: Action): RunDecision {
  const { status, instance, choices } = action;
  const refusal = stateRefusal(action, ['active', 'stopped']) ?? pendingRefusal(action);
  if (refusal !== undefined) return refusal;
  if (instance.image.id !== undefined && instance.base_image_ref === undefined && !choices.rebuildKeepsBaseImage) {
    return granted(faulty(status, status.vm_state, "'image_base_image_ref'"), 'nothing');
  }
  return relocation(action, instance);
}

/** The move is good: what the guest held before goes back. */
export function confirmResize(action: Action): RunDecision {
  const { status, instance, choices } = action;
  const refusal = stateRefusal(action, ['resized']);
  if (refusal !== undefined) return refusal;
  const next = choices.confirmGivesBack ? 'confirm' : 'nothing';
  return granted(settled(status, status.old_vm_state ?? 'active'), next, { guest: withoutStash(instance) }, 204);
}

/** The move is not: the guest goes back to where and what it was. */
export function revertResize(action: Action): RunDecision {
  const { status } = action;
  return (
    stateRefusal(action, ['resized']) ??
    granted(busy(status, 'resize_reverting', { pinned: action.choices.pinsFirmware }), 'revert')
  );
}

/** To another host while it runs, which cannot be done with memory only the guest can read. */
export function liveMigrate(action: Action): RunDecision {
  const { status, choices } = action;
  const encrypted = (): RunDecision | undefined => encryptionRefusal(action, 'live-migration');
  const state = (): RunDecision | undefined => stateRefusal(action, ['active', 'paused']) ?? pendingRefusal(action);
  const refusal = choices.refusesBeforeState ? firstRefusal(encrypted, state) : firstRefusal(state, encrypted);
  return refusal ?? granted(busy(status, 'migrating', from(status)), 'relocate');
}

/** Away from a host whose service is down. */
export function evacuate(action: Action): RunDecision {
  const { status, instance, choices, body } = action;
  const refusal = stateRefusal(action, ['active', 'stopped', 'error']) ?? pendingRefusal(action);
  if (refusal !== undefined) return refusal;
  if (status.host_status !== 'DOWN') return denied(status, 400, `Compute service of ${status.host} is still in use.`);
  const target = typeof body.host === 'string' ? body.host : undefined;
  if (body.force === true && !choices.forcesEvacuation && isEncrypted(action)) {
    return granted(faulty(status, 'error', complexAllocations(instance, target)), 'nothing');
  }
  const image = choices.evacuationKeepsImage ? instance.image : { ...instance.image, properties: {} };
  const { host: _host, ...free } = instance;
  const guest = { ...free, image, ...(target !== undefined && { host: target }) };
  return granted(busy(status, 'evacuating', from(status)), 'relocate', { guest }, 200);
}

function relocation({ status }: Action, wanted: Instance): RunDecision {
  const { host: _host, ...free } = wanted;
  const stashed = { flavor: wanted.flavor, ...(status.host !== undefined && { host: status.host }) };
  return granted(busy(status, 'resize_migrating', from(status)), 'relocate', { guest: { ...free, stashed } });
}

function from({ host }: { readonly host?: string }): { readonly moving_from?: string } {
  return host === undefined ? {} : { moving_from: host };
}

/** A guest whose last move is not through yet cannot begin another. */
function pendingRefusal({ status, instance }: Action): RunDecision | undefined {
  return status.evacuated_from === undefined ? undefined : denied(status, 409, `Instance ${instance.uuid} is not ready`);
}

function withoutStash({ stashed: _stashed, ...instance }: Instance): Instance {
  return instance;
}

/** Source: nova 34.0.0 `nova/scheduler/utils.py` (claim_resources_on_destination). */
function complexAllocations({ uuid }: Instance, host = 'None'): string {
  return `Unable to move instance ${uuid} to host ${host}. The instance has complex allocations on the source host so move cannot be forced.`;
}
