import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type Asked, propertyText, propertyTruth, pythonText } from '../instance.js';
import type { MemoryEncryptionModel } from '../models.js';
import { truthOf } from '../truth.js';
import { type ApiError, badRequest, unexpected } from './api-error.js';

/**
 * Must a guest's memory stay in place? Because it says so, for which it must say of which pages it is, or because its encryption needs it.
 * Source: nova 34.0.0 `nova/virt/hardware.py` (get_locked_memory_constraint).
 */
export function lockedMemory(
  { flavor, image }: Asked,
  model: MemoryEncryptionModel | undefined,
  choices: NovaChoices,
): Outcome<boolean, ApiError> {
  const written = flavor.extra_specs['hw:locked_memory'];
  const [inFlavor, inImage] = [written === undefined ? undefined : truthOf(written), propertyTruth(image, 'hw_locked_memory')];
  if (inFlavor !== undefined && inImage !== undefined && inFlavor !== inImage)
    return refused(conflict(inImage, inFlavor, choices));
  const asked = inFlavor ?? inImage;
  const pages = flavor.extra_specs['hw:mem_page_size'] || propertyText(image, 'hw_mem_page_size');
  if (asked === true && !pages && choices.lockedMemoryNeedsPageSize) return refused(forbidden(choices));
  const needed = model !== undefined && choices.modelsWithLockedMemory.includes(model);
  if (needed && asked === false && choices.refusesUnlockedEncryption) return refused(conflict(inImage, inFlavor, choices));
  return done(asked === true || needed);
}

function conflict(image: boolean | undefined, flavor: boolean | undefined, choices: NovaChoices): ApiError {
  const type = 'FlavorImageLockedMemoryConflict';
  const words =
    `locked_memory value in image (${pythonText(image ?? null)}) and flavor (${pythonText(flavor ?? null)}) conflict. ` +
    'A consistent value is expected if both specified.';
  return choices.lockedMemoryMistakesAreExpected ? badRequest(type, words) : unexpected(type, words);
}

function forbidden({ lockedMemoryMistakesAreExpected }: NovaChoices): ApiError {
  const words = 'locked_memory value in image or flavor is forbidden when mem_page_size is not set.';
  return { type: 'LockMemoryForbidden', message: words, httpCode: lockedMemoryMistakesAreExpected ? 400 : 403 };
}
