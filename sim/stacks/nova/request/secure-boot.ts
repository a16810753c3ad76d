import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { NovaChoices } from '../choices.js';
import { type Asked, propertyText } from '../instance.js';
import { type ApiError, badRequest, unexpected } from './api-error.js';
import { secureBootPolicies } from './image-properties.js';

/** One of `required`, `disabled` and `optional`. */
export type SecureBootPolicy = (typeof secureBootPolicies)[number];

/**
 * What a guest says of secure boot, by flavor and image together; undefined where neither says anything. Source: nova 34.0.0
 * `nova/virt/hardware.py` (get_secure_boot_constraint).
 */
export function secureBootPolicy(
  { flavor, image }: Asked,
  choices: NovaChoices,
): Outcome<SecureBootPolicy | undefined, ApiError> {
  const [inFlavor, inImage] = [flavor.extra_specs['os:secure_boot'], propertyText(image, 'os_secure_boot')];
  if (inFlavor && inImage && inFlavor !== inImage) {
    return refused(
      badRequest(
        'FlavorImageConflict',
        `Flavor ${flavor.name} has os:secure_boot extra spec explicitly set to ${inFlavor}, conflicting with ` +
          `image ${image.name ?? 'None'} which has os_secure_boot explicitly set to ${inImage}.`,
      ),
    );
  }
  const policy = inFlavor || inImage;
  if (!policy) return done(undefined);
  const known = secureBootPolicies.find((each) => each === policy);
  return known === undefined ? refused(unknownPolicy(policy, choices)) : done(known);
}

function unknownPolicy(policy: string, { codeOfUnknownValue }: NovaChoices): ApiError {
  const words = `Invalid secure boot policy '${policy}'. Allowed values: ${secureBootPolicies.join(', ')}.`;
  return codeOfUnknownValue === 500 ? unexpected('Invalid', words) : badRequest('Invalid', words);
}
