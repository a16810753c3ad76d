/**
 * Checks: class of the refusal and the beginning of its text.
 * Does not check: the words of the object library behind it.
 * Source: Nova nova/objects/image_meta.py; nova/objects/fields.py; nova/compute/api.py (_get_image_meta_obj)
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/image-values-are-known`. */
export const novaRequestImageValuesAreKnown: Invariant = novaRule('nova/request/image-values-are-known', 'image-properties');
