/**
 * Checks: class and text of the refusal.
 * Does not check: requests with an earlier mistake, of which first-mistake-is-told has its opinion.
 * Source: Nova nova/virt/hardware.py (get_secure_boot_constraint); what the API accepts must be buildable
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/secure-boot-conflict`. */
export const novaRequestSecureBootConflict: Invariant = novaRule('nova/request/secure-boot-conflict', 'secure-boot-conflict');
