import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type Image, propertyText, propertyTruth } from '../instance.js';
import { type ApiError, badRequest } from './api-error.js';

/**
 * Whether a guest asks for firmware without variables: yes, no, or undefined where it says nothing. Only UEFI has variables to do without,
 * so elsewhere the property means nothing. Source: nova 34.0.0 `nova/virt/hardware.py` (get_stateless_firmware_constraint).
 */
export function statelessFirmware(image: Image, choices: NovaChoices): Outcome<boolean | undefined, ApiError> {
  const asked = choices.knowsStateless ? propertyTruth(image, 'hw_firmware_stateless') : undefined;
  if (asked === undefined || usesUefi(image, choices.defaultUefiMayBeStateless)) return done(asked);
  if (choices.passesOverStatelessBios || !asked) return done(undefined);
  return refused(badRequest('Invalid', 'Stateless firmware is supported only when UEFI firmware type is used.'));
}

/** What is logged of a property that means nothing; undefined where it means something. */
export function statelessWarning(image: Image, choices: NovaChoices): string | undefined {
  const said = choices.knowsStateless && propertyTruth(image, 'hw_firmware_stateless') !== undefined;
  if (!said || usesUefi(image, choices.defaultUefiMayBeStateless)) return undefined;
  return "The image property 'hw_firmware_stateless' is set for non UEFI firmware type. This property is ignored.";
}

/** Does a guest of this image boot with UEFI? Arm guests do unless they say otherwise. Source: nova `virt/libvirt/driver.py` (_configure_guest_by_virt_type). */
export function usesUefi(image: Image, armDoesByDefault: boolean): boolean {
  const type = propertyText(image, 'hw_firmware_type');
  return type === 'uefi' || (!type && armDoesByDefault && propertyText(image, 'hw_architecture') === 'aarch64');
}
