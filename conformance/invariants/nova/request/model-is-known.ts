/**
 * Checks: class and text of the refusal, the list of models as far as every release has it.
 * Does not check: the rest of the list, which grows with the releases.
 * Source: Nova nova/virt/hardware.py (get_mem_encryption_constraint)
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/model-is-known`. */
export const novaRequestModelIsKnown: Invariant = novaRule('nova/request/model-is-known', 'model-is-known');
