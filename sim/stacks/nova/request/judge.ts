import type { NovaChoices } from '../choices.js';
import type { Asked } from '../instance.js';
import type { ApiError } from './api-error.js';
import { requestedEncryption } from './encryption.js';
import { checkedImage } from './image-properties.js';
import { lockedMemory } from './locked-memory.js';
import { secureBootPolicy } from './secure-boot.js';

/**
 * What is wrong with a flavor and an image together, as the API finds it when a server is created, rebuilt or resized: the first mistake in
 * Nova's order; undefined when all is well. Source: nova 34.0.0 `nova/compute/api.py` (_get_image_meta_obj, _validate_flavor_image_numa_pci).
 */
export function requestProblem(asked: Asked, choices: NovaChoices): ApiError | undefined {
  const values = checkedImage(asked.image, choices);
  if (!values.ok) return values.reason;
  const model = requestedEncryption(asked, undefined, choices);
  if (!model.ok) return model.reason;
  const locked = lockedMemory(asked, model.value, choices);
  if (!locked.ok) return locked.reason;
  const secureBoot = choices.refusesSecureBootConflict ? secureBootPolicy(asked, choices) : undefined;
  return secureBoot === undefined || secureBoot.ok ? undefined : secureBoot.reason;
}
