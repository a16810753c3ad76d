import type { Protection } from '../../sim/contracts/protection.js';
import type { JsonObject } from '../../sim/core/json.js';
import { isObject, member } from './json-member.js';
import { meansTrue } from './nova-detection.js';
import { modelTraits, secureBootTrait, statelessTrait } from './nova-names.js';

/** Traits some provider must have for a guest: its model's, in the spelling of today, those of its firmware, and those it names itself. */
export function neededTraits(guest: JsonObject, protection: Protection): readonly string[] {
  return [
    ...(protection === 'none' ? [] : [modelTraits.x86[protection]]),
    ...(wantsStateless(guest) ? [statelessTrait] : []),
    ...(requiresSecureBoot(guest) ? [secureBootTrait] : []),
    ...namedTraits(guest, 'required'),
  ];
}

/** Traits a flavor names as required or forbidden; an image can only require. Source: Nova `doc/source/user/flavors.rst`, "Required Traits". */
export function namedTraits(guest: JsonObject, wanted: 'required' | 'forbidden'): readonly string[] {
  const sources = wanted === 'required' ? [specsOf(guest), propertiesOf(guest)] : [specsOf(guest)];
  const entries = sources.flatMap((source) => Object.entries(source));
  return entries.flatMap(([key, value]) => (key.startsWith('trait:') && value === wanted ? [key.slice('trait:'.length)] : []));
}

/**
 * Does the image ask for firmware without variables? Without UEFI, which Arm guests boot with unless they say otherwise, that means nothing.
 * Source: Nova specification "libvirt: Stateless firmware support"; Nova 34.0.0 `nova/virt/libvirt/driver.py`.
 */
export function wantsStateless(guest: JsonObject): boolean {
  const { hw_firmware_stateless: stateless, hw_firmware_type: type, hw_architecture: architecture } = propertiesOf(guest);
  const uefi = type === 'uefi' || (type === undefined && architecture === 'aarch64');
  return uefi && isYes(stateless);
}

/** Is its memory to be locked because flavor or image say so? */
export function wantsLockedMemory(guest: JsonObject): boolean {
  return isYes(specsOf(guest)['hw:locked_memory']) || isYes(propertiesOf(guest).hw_locked_memory);
}

function requiresSecureBoot(guest: JsonObject): boolean {
  return specsOf(guest)['os:secure_boot'] === 'required' || propertiesOf(guest).os_secure_boot === 'required';
}

function isYes(value: JsonObject[string] | undefined): boolean {
  return value !== undefined && value !== null && meansTrue(String(value));
}

function specsOf(guest: JsonObject): JsonObject {
  return objectAt(guest, 'flavor', 'extra_specs');
}

function propertiesOf(guest: JsonObject): JsonObject {
  return objectAt(guest, 'image', 'properties');
}

function objectAt(guest: JsonObject, ...path: readonly string[]): JsonObject {
  const value = member(guest, ...path);
  return isObject(value) ? value : {};
}
