/**
 * Checks: class and text of the refusal.
 * Does not check: requests with an earlier mistake, of which first-mistake-is-told has its opinion.
 * Source: Nova nova/virt/hardware.py (get_locked_memory_constraint, which says that it should)
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/locked-memory-stays`. */
export const novaRequestLockedMemoryStays: Invariant = novaRule('nova/request/locked-memory-stays', 'locked-memory-off');
