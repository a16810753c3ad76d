import type { NovaChoices } from '../choices.js';
import type { Image, Instance } from '../instance.js';
import { statelessFirmware, usesUefi } from '../request/stateless-firmware.js';
import type { ServerStatus } from './status.js';

/** Has a guest of this image variables of its firmware? Guests with a BIOS have none, and those with stateless firmware keep none. */
export function hasVariables(image: Image, choices: NovaChoices): boolean {
  const stateless = statelessFirmware(image, choices);
  return usesUefi(image, true) && !(stateless.ok && stateless.value === true);
}

/** Variables of a guest that runs. */
export function variablesOf(image: Image, choices: NovaChoices): NonNullable<ServerStatus['nvram']> {
  return hasVariables(image, choices) ? 'kept' : 'none';
}

/** A guest that was off finds its variables as they were. Source: nova `35b1945522`, bugs 1633447 and 2131730. */
export function variablesAfterPowerCycle({ image }: Instance, choices: NovaChoices): NonNullable<ServerStatus['nvram']> {
  if (!hasVariables(image, choices)) return 'none';
  return choices.powerCycleKeepsNvram ? 'kept' : 'removed';
}

/** Whoever removes a guest removes the variables it has, whatever its host could have. Source: nova `9ae4d9274e`, bug 1845628. */
export function variablesAfterRemoval({ image }: Instance, choices: NovaChoices): NonNullable<ServerStatus['nvram']> {
  return hasVariables(image, choices) || choices.nvramIsOf === 'host' ? 'removed' : 'none';
}
