/**
 * Checks: class and text of the refusal, which names flavor, image or both.
 * Does not check: requests with an earlier mistake, of which first-mistake-is-told has its opinion.
 * Source: Nova nova/virt/hardware.py (get_mem_encryption_constraint)
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/uefi-required`. */
export const novaRequestUefiRequired: Invariant = novaRule('nova/request/uefi-required', 'uefi');
