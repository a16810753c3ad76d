/**
 * Checks: class and text of the refusal name both values, the raw one of the flavor.
 * Does not check: requests with an earlier mistake, of which first-mistake-is-told has its opinion.
 * Source: Nova nova/virt/hardware.py (get_mem_encryption_constraint)
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/encryption-conflict`. */
export const novaRequestEncryptionConflict: Invariant = novaRule('nova/request/encryption-conflict', 'encryption-conflict');
