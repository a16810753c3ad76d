/**
 * Checks: refused with the exact text, which names the server; nothing happens.
 * Does not check: the status of the answer.
 * Source: Nova doc/source/admin/sev.rst, "Limitations"; Nova nova/compute/api.py (reject_mem_enc_instances)
 */

import type { Invariant } from '../../invariant.js';
import { novaEncryptedRefused } from '../../nova-refusal-judges.js';

/** Judge of `nova/life/encrypted-guests-are-not-suspended`. */
export const novaLifeEncryptedGuestsAreNotSuspended: Invariant = novaEncryptedRefused(
  'nova/life/encrypted-guests-are-not-suspended',
  'suspend',
);
