/**
 * Checks: class and text of the refusal; only plain SEV may be called SEV.
 * Does not check: requests with an earlier mistake, of which first-mistake-is-told has its opinion.
 * Source: Nova nova/virt/hardware.py (get_mem_encryption_constraint), whose text names the model since 34.0.0
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/machine-type`. */
export const novaRequestMachineType: Invariant = novaRule('nova/request/machine-type', 'machine-type');
