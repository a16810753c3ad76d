import type { Json, JsonObject } from '../../sim/core/json.js';
import { isObject, member, textOf } from './json-member.js';
import { type NovaAsked, readNovaAsked } from './nova-asked.js';

/**
 * States of a server, as `vm_state` says them, in which each action can be done. Source: Nova `nova/compute/api.py`
 * (check_instance_state above each action), `nova/compute/vm_states.py` (ALLOW_SOFT_REBOOT, ALLOW_HARD_REBOOT).
 */
const states: Readonly<Record<string, readonly string[]>> = {
  stop: ['active', 'error'],
  start: ['stopped'],
  pause: ['active'],
  unpause: ['paused'],
  suspend: ['active'],
  resume: ['suspended'],
  rebuild: ['active', 'stopped', 'error'],
  resize: ['active', 'stopped'],
  migrate: ['active', 'stopped'],
  confirmResize: ['resized'],
  revertResize: ['resized'],
  'live-migrate': ['active', 'paused'],
  evacuate: ['active', 'stopped', 'error'],
  rescue: ['active', 'stopped', 'error'],
  unrescue: ['rescued'],
  shelve: ['active', 'stopped', 'paused', 'suspended'],
  shelveOffload: ['shelved'],
  unshelve: ['shelved', 'shelved_offloaded'],
};

/** States in which an action can be done; undefined for one that does not exist, and for a reboot of no known type. */
export function statesFor(action: string, body: JsonObject): readonly string[] | undefined {
  if (action !== 'reboot') return Object.hasOwn(states, action) ? states[action] : undefined;
  const type = textOf(body.type)?.toUpperCase();
  if (type === 'SOFT') return ['active'];
  return type === 'HARD' ? ['active', 'stopped', 'paused', 'suspended', 'error'] : undefined;
}

/** Is there such an action? */
export function isNovaAction(action: string): boolean {
  return action === 'reboot' || Object.hasOwn(states, action);
}

/** Actions that change nothing but the power, and therefore cannot fail for want of a place. */
export const powerActions: ReadonlySet<string> = new Set([
  'stop',
  'start',
  'reboot',
  'pause',
  'unpause',
  'resume',
  'unrescue',
  'shelve',
  'shelveOffload',
]);

/** What a refusal for the state says. Source: Nova `nova/api/openstack/common.py` (raise_http_conflict_for_instance_invalid_state). */
export function stateConflict(uuid: string, state: string): string {
  return ` instance ${uuid} while it is in vm_state ${state}`;
}

/**
 * What encrypted guests are told: the text of 34.0.0, and that of the releases before it, for suspend and live migration. Source: Nova
 * `nova/exception.py` (OperationNotSupportedForMemEncryption, OperationNotSupportedForSEV).
 */
export function encryptedRefusals(action: string, uuid: string): readonly string[] {
  const operation = action === 'live-migrate' ? 'live-migration' : action;
  return ['mem encryption enabled', 'SEV-enabled'].map(
    (called) => `Operation '${operation}' not supported for ${called} instance (${uuid}).`,
  );
}

/** What a guest would ask for with the image of a rebuild. */
export function withImage(object: JsonObject, body: JsonObject): NovaAsked {
  return body.image === undefined ? readNovaAsked(object) : readNovaAsked({ ...object, image: body.image });
}

/** What a guest would ask for with the flavor of a resize. */
export function withFlavor(object: JsonObject, body: JsonObject): NovaAsked {
  return readNovaAsked({ ...object, flavor: body.flavor as Json });
}

/** Does the guest's firmware keep variables? */
export function keepsVariables({ uefi, stateless }: NovaAsked): boolean {
  return uefi && !stateless;
}

/** Is its disk a volume? */
export function bootsFromVolume(object: JsonObject): boolean {
  return object.boot_from_volume === true;
}

/** Is it rescued by an image? */
export function isRescued(object: JsonObject): boolean {
  return isObject(object.rescue);
}

/** `vm_state` of a status. */
export function stateOf(status: JsonObject | undefined): string {
  return textOf(member(status, 'vm_state')) ?? 'building';
}
