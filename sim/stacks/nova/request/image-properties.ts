import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type Image, propertyText } from '../instance.js';
import { type ApiError, badRequest } from './api-error.js';

/**
 * Properties with a fixed set of values are refused when they have another. Booleans cannot be wrong: whatever is no spelling of true is
 * false. Source: nova 34.0.0 `nova/compute/api.py` (_get_image_meta_obj), `nova/objects/image_meta.py`, `nova/objects/fields.py`.
 */
export function checkedImage(image: Image, choices: NovaChoices): Outcome<void, ApiError> {
  if (!choices.checksImageValues) return done(undefined);
  for (const [name, values] of Object.entries(knownValues(choices))) {
    const value = propertyText(image, name);
    if (value === undefined || values.includes(value)) continue;
    return refused(badRequest('InvalidRequest', `Invalid image metadata. Error: Field value ${value} is invalid`));
  }
  return done(undefined);
}

/** In the order the properties are read in, which is that of their names. */
function knownValues(choices: NovaChoices): Readonly<Record<string, readonly string[]>> {
  return {
    hw_firmware_type: ['uefi', 'bios'],
    ...(choices.modelsCanBeNamed && { hw_mem_encryption_model: choices.knownModels }),
    hw_video_model: videoModels,
    os_secure_boot: secureBootPolicies,
  };
}

/** What a guest may say of secure boot. Source: nova `nova/objects/fields.py` (SecureBoot). */
export const secureBootPolicies = ['required', 'disabled', 'optional'] as const;

/** Source: nova 34.0.0 `nova/objects/fields.py` (VideoModel). */
const videoModels = ['vga', 'cirrus', 'vmvga', 'xen', 'qxl', 'virtio', 'gop', 'none', 'bochs'];
