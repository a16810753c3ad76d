import { type Asked, propertyText, propertyTruth } from '../instance.js';
import { type MemoryEncryptionModel, memoryEncryptionModels } from '../models.js';
import { truthOf } from '../truth.js';

/** How a release understands who asks for encryption. */
export interface AskedRules {
  /** Flavors and images can name a model. */
  readonly modelsCanBeNamed: boolean;
  /** What the image says counts too. */
  readonly readsImage: boolean;
}

/**
 * The model by which a guest's memory is to be encrypted, or undefined when nobody asks for it; of an image and a flavor that name one,
 * which an accepted guest has not, the image's. Source: nova 34.0.0 `nova/virt/hardware.py` (get_mem_encryption_constraint).
 */
export function askedModel(
  { flavor, image }: Asked,
  { modelsCanBeNamed, readsImage }: AskedRules,
): MemoryEncryptionModel | undefined {
  const byFlavor = truthOf(flavor.extra_specs['hw:mem_encryption'] ?? '');
  const byImage = readsImage && propertyTruth(image, 'hw_mem_encryption') === true;
  if (!byFlavor && !byImage) return undefined;
  const named = propertyText(image, 'hw_mem_encryption_model') || flavor.extra_specs['hw:mem_encryption_model'];
  if (!modelsCanBeNamed || named === undefined || named === '') return 'amd-sev';
  return memoryEncryptionModels.find((model) => model === named);
}
